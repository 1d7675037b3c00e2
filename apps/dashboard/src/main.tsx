import { createRoot } from 'react-dom/client';
import { App } from './shell/app.js';
import './style/tokens.css';
import './style/base.css';
import './style/parts.css';
import './shell/shell.css';

createRoot(document.getElementById('root')!).render(<App />);
