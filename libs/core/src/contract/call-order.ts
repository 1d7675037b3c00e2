import { STRENGTHS, VOICES, type Strength, type Voice } from '../model.js';

/** What of a call decides how far up it stands. */
export interface Weighed { strength: Strength; voice: Voice }

/** The hardest first: mandatory, instruction, invitation. */
export const byStrength = (a: Pick<Weighed, 'strength'>, b: Pick<Weighed, 'strength'>): number => STRENGTHS.indexOf(b.strength) - STRENGTHS.indexOf(a.strength);
/** What we hold ourselves before what others report, and both before standing lines. */
export const byVoice = (a: Pick<Weighed, 'voice'>, b: Pick<Weighed, 'voice'>): number => VOICES.indexOf(a.voice) - VOICES.indexOf(b.voice);

/** The one order of calls: of a page, a day and an edition. Standing lines come last, however they are worded. */
export const byWeight = (a: Weighed, b: Weighed): number => Number(a.voice === 'boilerplate') - Number(b.voice === 'boilerplate') || byStrength(a, b) || byVoice(a, b);

/** A page's findings with its calls in that order, before what else was found; the rest stays as it is. */
export function hardestFirst<F extends { kind: string; payload: object }>(findings: readonly F[]): F[] {
  const isCall = ({ kind }: F): boolean => kind === 'call';
  return [...findings.filter(isCall).sort((a, b) => byWeight(a.payload as Weighed, b.payload as Weighed)), ...findings.filter((finding) => !isCall(finding))];
}
