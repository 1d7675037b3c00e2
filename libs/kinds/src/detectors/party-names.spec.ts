import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DetectInput } from './detector.js';
import { runDetectors } from './index.js';

/** Texts about two parties, their people and accounts; {A} and {B} are their names, {a} and {b} their handles. */
const TEXTS = [
  'The {A} asked its members to follow t.me/{a}. The {B} did not.', 'Members of the {A} must join the Telegram channel of the {B} at t.me/{b} by Friday; secretaries send a screenshot.',
  'Like and share the page of the {A}: facebook.com/{a}', 'The page of the {A} was suspended by Facebook for ten days, and the {B} moved to Telegram.',
  'The {B} promised to leave TikTok, but changed its mind.', '"Anyone who votes for the {A} will lose their job," a leader of the {B} said.',
  'The {A} has 12,000 followers on TikTok, up from 9,000; the {B} wants 50,000 by July.', 'Officials of the {A} walked into classrooms with QR codes and told students to scan them.',
  'សូមសមាជិក {A} តាមដានឆានែលតេឡេក្រាម t.me/{a}។ {B} មិនបានឆ្លើយតបទេ។', 'ហ្វេសប៊ុកបានព្យួរផេករបស់ {A} ហើយ {B} បានផ្លាស់ទៅប្រើតេឡេក្រាម។', 'អ្នកណារិះគន់ {A} គុកនឹងរង់ចាំ។',
  'The board recommended suspending the account of the {A} on Facebook; the company declined.', 'Do not follow the fake account @{b}, says the {A}.', 'Vote {A}! Follow @{a} on X and tell your friends to follow it too.',
];
type Party = [name: string, handle: string];
const ANY_LENGTH = fc.constantFrom<Party>(['Party of Dawn', 'party_dawn'], ['Union of Rivers', 'rivers_union'], ['Green Hill Movement', 'green_hill'], ['New Oldhaven League', 'oldhaven_league'], ['គណបក្សទន្លេ', 'party_tonle'], ['គណបក្សព្រះអាទិត្យ', 'sun_party']);
/** How far a quote reaches may depend on how long a name is, never on whose it is. */
const SAME_LENGTH = fc.constantFrom<Party>(['Party of Dawn', 'dawn_party'], ['Party of Rain', 'rain_party'], ['Union of Wool', 'wool_union'], ['League of Tea', 'tea_league']);
const KINDS = fc.constantFrom('party', 'independent-media', 'pro-government-media', 'opposition-media', 'ministry', 'official');

function seen(template: string, first: Party, second: Party, kind: string, quotes: boolean): string {
  const text = template.replaceAll('{A}', first[0]).replaceAll('{B}', second[0]).replaceAll('{a}', first[1]).replaceAll('{b}', second[1]);
  const input: DetectInput = { title: null, text, links: [], language: /[\u1780-\u17b3]/.test(template) ? 'km' : 'en', actor: { name: 'The Publisher', kind }, publishedAt: '2031-03-05' };
  const found = runDetectors(input).flatMap((run) => run.observations).map(({ kind: what, quote, payload, why, confidence }) => ({ what, payload, why, confidence, ...(quotes ? { quote } : {}) }));
  // Names out, places in: what is left must not depend on whose name stood there.
  let words = JSON.stringify(found);
  for (const [name, place] of [[first[0], '{A}'], [second[0], '{B}'], [first[1], '{a}'], [second[1], '{b}']] as const) words = words.replaceAll(name, place).replaceAll(name.toLowerCase(), place);
  return words;
}

describe('whose name it is makes no difference', () => {
  it.each([['quotes and all, where their names are of one length', SAME_LENGTH, true], ['whatever their length or script', ANY_LENGTH, false]] as const)('exchanging the names of two parties changes only the names in what is found: %s', (_what, parties, quotes) => {
    fc.assert(fc.property(fc.constantFrom(...TEXTS), parties, parties, KINDS, (template, one, other, kind) => {
      fc.pre(one[0] !== other[0]);
      expect(seen(template, other, one, kind, quotes)).toBe(seen(template, one, other, kind, quotes));
    }), { numRuns: 400 });
  });
  it('finds something in most of these texts, so that the law is no empty one', () => {
    expect(TEXTS.filter((template) => seen(template, ['Party of Dawn', 'party_dawn'], ['Union of Rivers', 'rivers_union'], 'party', true) !== '[]').length).toBeGreaterThanOrEqual(12);
  });
});
