import { useState } from 'react';
import { useWords } from '../../words/index.js';
import { settingsWords } from './words.js';

/** Browsers let pages copy over https and on this machine alone; elsewhere the field is there to copy from. */
const canCopy = 'clipboard' in navigator;

/** Something that is shown once and has to be taken along now. */
export function ShownOnce({ says, text }: { says: string; text: string }) {
  const t = useWords(settingsWords);
  const [copied, setCopied] = useState(false);
  return (
    <div className="good-news stack" role="status">
      <p>{says}</p>
      <p className="row"><input readOnly className="code" value={text} aria-label={says} onFocus={({ target }) => target.select()} />{canCopy ? <button type="button" className="button little" onClick={() => { void navigator.clipboard.writeText(text).then(() => setCopied(true)); }}>{copied ? t.copied : t.copy}</button> : null}</p>
    </div>
  );
}
