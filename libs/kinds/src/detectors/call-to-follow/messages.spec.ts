import { describe, expect, it } from 'vitest';
import { RULES, VOICE_RULES, reasonIn, type Rule } from './messages.js';
import { detectCalls } from './detector.js';
import { proseOf } from '../detector.js';

const first = (text: string, kind: string) => detectCalls(proseOf({ title: null, text, links: [], language: '', actor: { name: 'Ministry of Tides', kind }, publishedAt: null }))[0]!;

describe('why a call was found', () => {
  it('is a sentence that names the asking words, the people and the account', () => {
    expect(first('All officials of the ministry must follow t.me/first_citizen. Names are to be sent by Friday.', 'ministry').why)
      .toBe('A duty: “must follow”, put to “all officials”; telegram:first_citizen stands in the same sentence; checked: "names are to be sent" (duty, exact account)');
    expect(first('The governor ordered village chiefs to join the premier\'s TikTok account.', 'media').why)
      .toBe('A request or order: “ordered … to join”, put to “village chiefs”; of the account only the platform is named (tiktok); the text tells of somebody else\'s request (described request, platform alone)');
  });
  it('is said in Khmer by the same reason', () => {
    expect(reasonIn('km', first('All officials must follow t.me/first_citizen.', 'ministry').payload.reason!)).toBe('កាតព្វកិច្ច៖ «must follow» ទៅកាន់ «all officials»; telegram:first_citizen នៅក្នុងប្រយោគតែមួយ');
  });
  it('has words of every language for every rule, and none for a rule of another version', () => {
    const reason = { asking: 'follow', people: null, account: null, place: 'none' as const, checked: null };
    for (const rule of Object.keys(RULES) as Rule[]) for (const language of ['en', 'km'] as const) expect(reasonIn(language, { ...reason, rule, voice: null })).toContain(RULES[rule][language]);
    for (const voice of Object.keys(VOICE_RULES)) expect(reasonIn('km', { ...reason, rule: 'duty', voice })).toMatch(/[\u1780-\u17ff]/);
    expect(reasonIn('en', { ...reason, rule: 'gone', voice: null })).toBeNull();
  });
});
