import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { proseOf } from './detector.js';
import { detectorVersions, runDetectors } from './index.js';

const input = (text: string) => ({ title: null, text, links: [], language: '', actor: { name: 'Valmere Courier', kind: 'media' }, publishedAt: '2031-03-05' });
const of = (text: string, kind: string) => runDetectors(input(text)).flatMap((run) => run.observations).filter((found) => found.kind === kind).map((found) => found.payload as Record<string, unknown>);

describe('follower counts', () => {
  it.each<[string, Record<string, unknown>]>([
    ['The mayor\'s Telegram channel had about 12,500 subscribers on Monday.', { metric: 'subscribers', value: 12_500, bound: '≈', platform: 'telegram', asOf: '2031-03-03' }],
    ['Her TikTok account passed 1.2 million followers.', { metric: 'followers', value: 1_200_000, bound: '≥', platform: 'tiktok' }],
    ['ឆានែលតេឡេក្រាមនេះមានអ្នកតាម\u200Bដានជាង ១២ ម៉ឺននាក់។', { metric: 'followers', value: 120_000, bound: '≥', platform: 'telegram' }],
    ['ផេកនេះមានអ្នក Like ៣១.២០០។', { metric: 'likes', value: 31_200 }],
    ['The clip drew 48K views on YouTube.', { metric: 'views', value: 48_000, platform: 'youtube' }],
    ['The channel posts a lot: about 75 posts a day on Telegram.', { metric: 'posts_per_day', value: 75 }],
  ])('reads %s', (text, expected) => { expect(of(text, 'metric')).toMatchObject([expected]); });

  it('reads the second of two counts that are compared', () => {
    expect(of('The TikTok page has 9,400 followers, up from 8,100 in February.', 'metric').map((found) => found['value'])).toEqual([9400, 8100]);
  });
  it.each(['The channel gained 2,000 followers on Telegram.', 'The newspaper has 12,000 subscribers.', 'More than half of the followers are abroad.', 'On 15 June 2031 the party held a congress with 3,000 people.', '#1000000followers'])('leaves alone %s', (text) => { expect(of(text, 'metric')).toEqual([]); });
});

describe('goals', () => {
  it.each<[string, Record<string, unknown>]>([
    ['Our target is one million followers on TikTok by July 20.', { value: 1_000_000, platform: 'tiktok', deadline: '2031-07-20' }],
    ['We have 90,000 subscribers on Telegram. Next stop: 100,000!', { value: 100_000, metric: 'subscribers' }],
    ['គោលដៅ៖ អ្នកតាមដានធីកធុក ៥ម៉ឺននាក់', { value: 50_000, platform: 'tiktok' }],
  ])('reads %s', (text, expected) => { expect(of(text, 'goal')).toMatchObject([expected]); });
  it('are no counts', () => { expect(of('The ministry wants 50,000 followers on Telegram.', 'metric')).toEqual([]); });
});

it('quotes are exactly what stands at their span, for every detector', () => {
  const pieces = fc.constantFrom('អ្នកតាម\u200Bដាន ', '៩៣០.០០០', 'នាក់ ', '12,300 followers ', 'target ', 'by July 3', '. ', '។', 'on TikTok ', '\u200B', '😀', ' has ', '@vale', '\n', 'deleted his account ', 'ត្រូវបានព្យួរ', 'គណនី', ' promised to leave Facebook ', 'or face prison ');
  fc.assert(fc.property(fc.array(pieces, { maxLength: 20 }), (parts) => {
    const text = parts.join('');
    for (const { span, quote } of runDetectors(input(text)).flatMap((run) => run.observations)) expect(quote).toBe(text.slice(span.start, span.end));
    expect(proseOf(input(text)).text).toBe(text);
  }), { numRuns: 300 });
});
it('leaves out detectors that have read the document', () => {
  expect(runDetectors(input('x'), new Set(detectorVersions().slice(0, 1))).map((run) => run.detector)).not.toContain('call-to-follow');
});
