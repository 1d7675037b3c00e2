import { z } from 'zod';
import type { AccountItem } from './content.js';
import type { DayFacts } from './facts.js';
import type { Labels } from './labels.js';

/** The parts of a finding's evidence that an edition shows; whatever else there is stays behind the link. */
const evidence = z.object({
  before: z.number().optional(), after: z.number().optional(), change: z.number().optional(), usual: z.number().optional(), quote: z.string().optional(),
  checks: z.array(z.object({ explanation: z.string(), result: z.enum(['explains', 'goes-with', 'does-not', 'not-seen']), figure: z.number().nullable() })).optional(),
}).catch({});

/** What was found of accounts for the day covered, unexplained first, then in the order of the facts. */
export function accountItemsOf(facts: DayFacts, labels: Labels): AccountItem[] {
  return (facts.accountFindings ?? []).filter(({ day }) => day === facts.day).map(({ id, class: group, kind, account, actorId, day, verdict, unexplained, payload, documentId }): AccountItem => {
    const shown = evidence.parse(payload);
    return {
      id, class: group, kind, account: account === null ? null : labels.accountOf(account), actor: actorId === null ? null : labels.actor(actorId), day, verdict, unexplained,
      before: shown.before ?? null, after: shown.after ?? null, change: shown.change ?? null, usual: shown.usual ?? null, checks: shown.checks ?? [], quote: shown.quote ?? null, documentId,
    };
  }).sort((a, b) => Number(b.unexplained) - Number(a.unexplained));
}
