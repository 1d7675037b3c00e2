import { messages, useWords, useWriting } from '../words/index.js';
import { termOf, terms } from '../words/terms.js';
import { Strength, useAccountLabel } from './naming.js';

const words = messages({
  en: { to: (audience: string) => `to ${audience}`, sure: (percent: string) => `rule ${percent} sure`, rule: 'Rule', rejected: 'one reader rejects it; a second has to agree' },
  km: { to: (audience) => `ដល់${audience}`, sure: (percent) => `វិធានប្រាកដ ${percent}`, rule: 'វិធាន', rejected: 'អ្នកអានម្នាក់បដិសេធ ត្រូវការម្នាក់ទៀតយល់ស្រប' },
});

interface Found { kind: string; why: string; target?: string | null | undefined; strength?: unknown; audience?: unknown; voice?: unknown; confidence?: number | undefined; check?: string | undefined; rejected?: boolean | undefined }

/** A finding of a page in two lines: what it is and for which account, how hard, to whom, in whose voice, how sure its rule is; nothing where that is not known. */
export function FoundIn({ of: { kind, why, target, strength, audience, voice, confidence, check, rejected } }: { of: Found }) {
  const t = useWords(words);
  const term = useWords(terms);
  const write = useWriting();
  const label = useAccountLabel();
  const word = (code: unknown, list: Record<string, string>): string | null => (typeof code === 'string' ? termOf(list, code) : null);
  const whom = word(audience, term.audiences);
  const says = [whom === null ? null : t.to(whom), word(voice, term.voices), confidence === undefined ? null : t.sure(write.percent(confidence)), rejected ? null : word(check, term.checks)].filter((part) => part !== null);
  return (
    <>
      <span className="row"><b>{termOf(term.findings, kind)}</b>{target ? <bdi>{label(target)}</bdi> : null}{typeof strength === 'string' ? <Strength of={strength} /> : null}{rejected ? <span className="tag warn">{t.rejected}</span> : null}</span>
      {says.length > 0 ? <small>{says.join(' · ')}<br /></small> : null}
      <small className="soft">{t.rule}: {why}</small>
    </>
  );
}
