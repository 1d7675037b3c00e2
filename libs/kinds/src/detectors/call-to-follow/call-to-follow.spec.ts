import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CallPayload } from '#core/model.js';
import { type DetectInput, proseOf } from '../detector.js';
import { detectCalls } from './detector.js';

const input = (text: string, actor: DetectInput['actor'] = null, links: DetectInput['links'] = []): DetectInput => ({ title: null, text, links, language: '', actor, publishedAt: '2031-03-04' });
const ministry = { name: 'Ministry of Orchards', kind: 'ministry' };
const outlet = { name: 'Valmere Courier', kind: 'media' };
const brief = (text: string, actor: DetectInput['actor'] = null, links: DetectInput['links'] = []) => detectCalls(proseOf(input(text, actor, links)))
  .map(({ payload: { voice, audience, action, strength, target } }) => `${voice} ${audience} ${action} ${strength} ${target.platform}:${target.handle ?? '-'}`);

describe('calls to follow in English', () => {
  it.each<[string, string, DetectInput['actor'], string[]]>([
    ['a circular to subordinates', 'All staff of the ministry are requested to follow the Telegram channel of the Chancellor at t.me/chancellor_vale.', ministry, ['own employees follow instruction telegram:chancellor_vale']],
    ['the same with counting', 'All staff must join t.me/chancellor_vale by Friday. Unit heads shall collect a screenshot from everyone.', ministry, ['own employees join mandatory telegram:chancellor_vale']],
    ['the same, left free', 'All staff are requested to follow t.me/chancellor_vale. This is voluntary.', ministry, ['own employees follow invitation telegram:chancellor_vale']],
    ['news of an order', 'The orchards ministry ordered its inspectors to follow the chancellor\'s TikTok account.', outlet, ['reported employees follow instruction tiktok:-']],
    ['an appeal to citizens and authorities', 'The governor called on citizens and village chiefs to join the chancellor\'s Telegram channel.', outlet, ['reported citizens join invitation telegram:-', 'reported local_authorities join instruction telegram:-']],
    ['a quoted appeal', '"Dear citizens, please subscribe to my YouTube channel," the chancellor wrote on Monday.', outlet, ['reported citizens subscribe invitation youtube:-']],
    ['a footer', 'The bridge opened.\n\nFollow us on Facebook and Telegram', outlet, ['boilerplate general follow invitation facebook:-', 'boilerplate general follow invitation telegram:-']],
    ['a footer without a verb', 'The bridge opened.\nStay connected: facebook.com/valmerecourier', outlet, ['boilerplate general follow invitation facebook:valmerecourier']],
    ['an outlet that promotes a politician', 'Readers can follow the chancellor on Telegram at t.me/chancellor_vale.', outlet, ['own general follow invitation telegram:chancellor_vale']],
    ['a code to scan', 'Dear students, please scan the QR code to follow the Chancellor on TikTok.', { name: 'Valmere High School', kind: 'school' }, ['own students scan_qr instruction tiktok:-']],
    ['like and share', 'Like and share this page!', { name: 'Vale fans', kind: 'citizen' }, ['own fans like invitation facebook:-', 'own fans share invitation facebook:-']],
    ['bringing others', 'Please bring five friends each to the channel t.me/vale_fans', { name: 'Vale fans', kind: 'citizen' }, ['own fans invite_others invitation telegram:vale_fans']],
    ['a private invite', 'Press Join: https://t.me/+AbCdEf', null, ['own general join invitation telegram:-']],
  ])('finds %s', (_what, text, actor, expected) => { expect(brief(text, actor)).toEqual(expected); });

  it.each<[string, string, DetectInput['actor'], string[]]>([
    ['what checks one call checks no other, and readers are no staff', 'All staff must join t.me/chancellor_vale by Friday and send a screenshot to the desk. Readers can also find us on https://facebook.com/valedaily.', ministry, ['own employees join mandatory telegram:chancellor_vale', 'own general follow invitation facebook:valedaily']],
    ['where the proof goes is no other call', 'All staff must join t.me/chancellor_vale by Friday. Send a screenshot to t.me/vale_desk.', ministry, ['own employees join mandatory telegram:chancellor_vale']],
    ['a newsletter beside an account', 'If you like this, subscribe to our newsletter and follow us on t.me/vale_daily', null, ['own general follow invitation telegram:vale_daily']],
    ['whoever is said to ask is not the unknown publisher', 'Company tells depot workers to follow the owner on TikTok.', null, ['reported employees follow instruction tiktok:-']],
    ['an application to install', 'Please install Telegram if you have not done so.', ministry, []],
  ])('tells apart %s', (_what, text, actor, expected) => { expect(brief(text, actor)).toEqual(expected); });

  it.each([
    ['obeying', 'Drivers must follow the rules and join the queue at gate 2.'], ['a page to visit', 'For details visit our page: facebook.com/orchards'], ['a denial', 'The ministry denied that staff were told to follow the channel.'], ['a warning', 'Do not follow the fake account @vale_gift on Telegram.'],
    ['having complied', 'I already follow the chancellor on Telegram.'], ['an event', 'Join us on 15 June for the harvest parade.'], ['coming after', 'A statement will follow. The dinner, like the lunch, was shared by all.'], ['a bill to pay', 'Scan the QR code to pay for your ticket.'], ['a bare link', 'The channel of the ministry is t.me/orchards_vale.'],
  ])('leaves alone %s', (_what, text) => { expect(brief(text, ministry)).toEqual([]); });

  it('exchanging two names changes only the names', () => {
    const text = 'The Lark Party asked its members to join t.me/lark_vale. The Heron Party published a plan.';
    const swap = (words: string) => words.replaceAll('Lark', '#').replaceAll('Heron', 'Lark').replaceAll('#', 'Heron').replaceAll('lark', '#').replaceAll('heron', 'lark').replaceAll('#', 'heron');
    expect(brief(swap(text), outlet)).toEqual(brief(text, outlet).map(swap));
  });
});

describe('calls to follow in Khmer', () => {
  it.each<[string, string, DetectInput['actor'], string[]]>([
    ['a duty', 'មន្ត្រីទាំងអស់ត្រូវតាមដានឆានែលតេឡេក្រាមរបស់លោកប្រមុខ t.me/vale_km។', ministry, ['own employees follow instruction telegram:vale_km']],
    ['a duty that is counted', 'បុគ្គលិកទាំងអស់ត្រូវចូលរួមឆានែល t.me/vale_km។ ប្រធានផ្នែកត្រូវផ្ញើបញ្ជីឈ្មោះ។', ministry, ['own employees join mandatory telegram:vale_km']],
    ['news of an order', 'អភិបាលខេត្តបានបញ្ជាឲ្យមេភូមិចូលរួមឆានែលតេឡេក្រាមរបស់ប្រមុខ។', outlet, ['reported local_authorities join instruction telegram:-']],
    ['a letter that begins with its request', 'ស្នើមន្ត្រីរាជការទាំងអស់ចូលតាមដានឆានែល t.me/vale_km ចាប់ពីថ្ងៃនេះតទៅ។', ministry, ['own employees follow instruction telegram:vale_km']],
    ['a request with zero-width spaces in its words', 'សូម\u200Bសាធារណ\u200Bជនតាម\u200Bដានធីក\u200Bធុក @vale.km', ministry, ['own general follow invitation tiktok:vale.km']],
    ['English buttons', 'សូមចុច Like ផេកយើង និង Subscribe យូធូប', { name: 'ហាងផ្លែឈើ', kind: 'citizen' }, ['own general like invitation facebook:-', 'own general subscribe invitation youtube:-']],
    ['a footer', 'ស្ពានត្រូវបានបើក។\nតាមដានយើងតាម Facebook', outlet, ['boilerplate general follow invitation facebook:-']],
  ])('finds %s', (_what, text, actor, expected) => { expect(brief(text, actor)).toEqual(expected); });

  it.each([
    ['nobody was ordered', 'គ្មាននរណាត្រូវបានបង្គាប់ឲ្យតាមដានឆានែលណាមួយឡើយ។'], ['watching over', 'គ្រូពេទ្យតាមដានសុខភាពអ្នកជំងឺជារៀងរាល់ថ្ងៃ។'], ['taking part', 'ប្រជាពលរដ្ឋចូលរួមដាំដើមឈើ ហើយចែករំលែកបទពិសោធន៍។'], ['obeying', 'សូមអនុវត្តតាមច្បាប់ចរាចរណ៍។'], ['followers as a number', 'ផេកនេះមានអ្នកតាមដាន ៥០០០នាក់។'], ['a warning', 'កុំចូលរួមឆានែល @vale_gift ក្លែងក្លាយ'],
  ])('leaves alone %s', (_what, text) => { expect(brief(text, outlet)).toEqual([]); });
});

describe('calls elsewhere', () => {
  it('reads links and handles in other languages', () => {
    expect(brief('Подпишитесь на наш канал t.me/vale_ru')).toEqual(['own general subscribe invitation telegram:vale_ru']);
    expect(brief('Síguenos en Instagram @vale.es')).toEqual(['own general follow invitation instagram:vale.es']);
  });
});

describe('quotes', () => {
  it('are exactly what stands at their span, whatever the text', () => {
    const pieces = fc.constantFrom('សូម\u200Bចូលរួម', 'តាម\u200Bដាន', ' ឆា\u200Bនែល', 't.me/vale_km', '។ ', '\n', 'Please follow ', '@vale ', 'on TikTok', '. ', '"', 'said ', 'staff must ', 'join ', '😀', '\uD83D', 'មន្តី្រ', ' ត្រូវ', 'asked ', 'to ', '\u00A0', 'and share this page', 'scan the QR code ');
    fc.assert(fc.property(fc.array(pieces, { maxLength: 25 }), fc.boolean(), (parts, media) => {
      const text = parts.join('');
      for (const { span, quote, payload } of detectCalls(proseOf(input(text, media ? outlet : ministry)))) {
        expect(quote).toBe(text.slice(span.start, span.end));
        expect(quote.length).toBeGreaterThan(0);
        expect((payload as CallPayload).action).toBeTruthy();
      }
    }), { numRuns: 400 });
  });
  it('are looked for to the end of hostile texts', () => {
    for (const text of ['follow '.repeat(20_000), 'please ask staff to '.repeat(10_000), 'ត្រូវ'.repeat(60_000), `follow ${'a'.repeat(400_000)}`, '"'.repeat(100_000), Array.from({ length: 5000 }, (_, i) => `join @reader${i}`).join(' ')]) expect(Array.isArray(detectCalls(proseOf(input(text, outlet))))).toBe(true);
  }, 30_000);
});
