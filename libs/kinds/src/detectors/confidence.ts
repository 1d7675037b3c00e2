/**
 * How sure a finding is: the share of findings of its class that were right on the labelled dev set, with one right and one wrong added (Laplace). Classes say on what
 * evidence a rule rests, so that a reader can be told. Counted by `npm run gate -- calibration`, which also reports how well these figures hold.
 */
const SEEN: Record<string, [right: number, wrong: number]> = {
  'account-event: platform named': [30, 0],
  'call: described request, account not named': [6, 0],
  'call: described request, exact account': [9, 0],
  'call: described request, platform alone': [25, 0],
  'call: duty, exact account': [16, 0],
  'call: duty, platform alone': [2, 2],
  'call: imperative, account not named': [8, 0],
  'call: imperative, exact account': [77, 3],
  'call: imperative, platform alone': [51, 0],
  'call: other language, account not named': [1, 1],
  'call: other language, exact account': [14, 2],
  'call: other language, platform alone': [9, 1],
  'call: standing line, exact account': [1, 0],
  'call: standing line, platform alone': [0, 1],
  'commitment: plain words of promise': [7, 0],
  'commitment: stated plan or later deed': [12, 0],
  'goal: number that leans': [3, 0],
  'goal: number with its unit': [11, 0],
  'metric: number that leans': [9, 0],
  'metric: number with its unit': [34, 1],
  'threat: people and harm': [11, 0],
  'threat: told by others': [1, 0],
};

/** 0.5 for a class that the set does not show. */
export function confidenceIn(kind: string, evidence: string): number {
  const [right, wrong] = SEEN[`${kind}: ${evidence}`] ?? [0, 0];
  return Math.round(((right + 1) / (right + wrong + 2)) * 100) / 100;
}
