import type { accountWords } from './words.js';

type Words = (typeof accountWords)['en'];
/** What a finding says, in a few words of the reader's language. */
export const findingInWords = ({ class: group, kind }: { class: 'anomaly' | 'event' | 'commitment'; kind: string }, t: Words): string =>
  ({ anomaly: t.anomalies, event: t.happened, commitment: t.promises })[group][kind] ?? t.other;
