import type { CallAudience, Strength } from '#core/model.js';

export type Duty = 'must' | 'request' | 'invite' | 'open';

/** Audiences that stand under whoever asks them. */
const BELOW: ReadonlySet<CallAudience> = new Set(['employees', 'students', 'local_authorities']);

/**
 * Strength of a call. Duty words or a superior's request to subordinates make an instruction; an instruction with checking anywhere in the document is mandatory;
 * words that leave it free make an invitation. `superior`: whoever asks stands above the asked.
 */
export function strengthOf(duty: Duty, audience: CallAudience, superior: boolean, checked: boolean, voluntary: boolean): Strength {
  if (voluntary) return 'invitation';
  const below = BELOW.has(audience) && superior;
  // Whoever checks stands above those who are checked.
  if (checked && (duty === 'must' || BELOW.has(audience) || audience === 'members' || audience === 'citizens')) return 'mandatory';
  if (duty === 'must') return 'instruction';
  if (duty === 'request' && (below || audience === 'local_authorities')) return 'instruction';
  return 'invitation';
}
