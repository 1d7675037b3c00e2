import { createRoot } from 'react-dom/client';
import { App } from './shell/app.js';
import { fetchAhead } from './shell/pages.js';
import './style/tokens.css';
import './style/base.css';
import './style/parts.css';
import './shell/shell.css';

fetchAhead(location.hash.slice(1).split('?', 1)[0] ?? '');
createRoot(document.getElementById('root')!).render(<App />);
