import { useLatest } from './use-latest.js';
import { words, type Language } from './words.js';

const ready = async (signal: AbortSignal): Promise<boolean> => (await fetch('/health/ready', { signal })).ok;

/** Before the first public note: that it is being made, and whether the server is well. */
export function BeingMade({ language, away }: { language: Language; away: boolean }) {
  const t = words[language];
  const health = useLatest(ready, 'ready', () => 3000);
  const state = away || health.failed ? 'away' : health.value === false ? 'trouble' : 'ready';
  return (
    <main className="making" aria-live="polite">
      <div className="sheet" aria-hidden="true"><i /><i /><i /><i /></div>
      <h1>{t.making}</h1>
      <p>{t.makingWhy}</p>
      <p className={`health ${state}`}>{t.health[state]}</p>
    </main>
  );
}
