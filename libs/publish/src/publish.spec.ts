import { IntlMessageFormat } from 'intl-messageformat';
import { parseHTML } from 'linkedom';
import { parse as parseCsv } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { composeEdition } from '#core/digest/compose.js';
import { withRelease, type EditionContent } from '#core/digest/content.js';
import { busyDay, quietDay } from '#core/digest/example-days.js';
import { crossedRedLine } from '#core/digest/red-lines.js';
import { FETCH_OUTCOMES, READ_GAPS } from '#core/model.js';
import { MOST_MAIL_BYTES, findingsCsv, jsonFeed, renderEdition, rssFeed, webPage } from './index.js';
import { en } from './messages/en.js';
import { LANGUAGES } from './messages/index.js';
import { lengthOf, wrap } from './plain-text.js';
import { csvCell, exactCell } from './csv.js';
import { wordsOf } from './words.js';

const links = { edition: 'https://note.example/editions/1', unsubscribe: 'https://note.example/leave/1', evidence: ({ callId }: { callId: string }) => `https://note.example/calls/${encodeURIComponent(callId.toWellFormed())}`, drives: 'https://note.example/drives/' };
const busy = composeEdition(busyDay());
const quiet = composeEdition(quietDay());
const languages = Object.keys(LANGUAGES);
/** The names of data that a message takes, from its parsed form. */
function placeholders(template: string): string[] {
  const names = new Set<string>();
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const { type, value: name } = value as { type?: unknown; value?: unknown };
    // 1 to 6: argument, number, date, time, select, plural; 0 and 7 are words and '#'.
    if (typeof type === 'number' && type >= 1 && type <= 6 && typeof name === 'string') names.add(name);
    Object.values(value).forEach(walk);
  };
  walk(new IntlMessageFormat(template, 'en', undefined, { ignoreTag: true }).getAst());
  return [...names].sort();
}
const squeeze = (text: string): string => text.replace(/\s+/g, '');
/** The same edition with a hostile text in every field that people and pages fill. */
function poisoned(payload: string): EditionContent {
  const facts = busyDay();
  const json = JSON.stringify(composeEdition(facts), (key, value: unknown) => (typeof value === 'string' && ['text', 'en', 'km', 'why', 'by', 'handle', 'callId', 'url', 'documentId', 'platform', 'reason', 'title', 'shape'].includes(key) && !/^\d{4}-\d\d-\d\d/.test(value) ? payload : value));
  return JSON.parse(json) as EditionContent;
}

/** The busy day, with its first call captured by a person. */
function byHand(confirmedBy: string | null): EditionContent {
  const facts = busyDay();
  return composeEdition({ ...facts, calls: facts.calls.map((call) => (call.id === 'c1' ? { ...call, document: { ...call.document, url: 'import:by-hand#by-hand-1', byHand: { by: 'A7', confirmedBy } } } : call)) });
}

describe.each(languages)('in %s', (language) => {
  const file = LANGUAGES[language]!;
  it('every message is there, with the placeholders of the English one', () => {
    expect(Object.keys(file.messages).sort()).toEqual(Object.keys(en.messages).sort());
    for (const [key, template] of Object.entries(en.messages)) expect([key, placeholders(file.messages[key as keyof typeof en.messages])]).toEqual([key, placeholders(template)]);
  });
  it('no message crosses a red line, and every reason has words', () => {
    for (const [key, template] of Object.entries(file.messages)) expect([key, crossedRedLine(template)]).toEqual([key, null]);
    for (const reason of [...FETCH_OUTCOMES, ...READ_GAPS]) expect(Object.hasOwn(file.messages, `reason.${reason}`)).toBe(true);
  });
  it('a busy day keeps to 80 characters a line, addresses apart, and to 90 kB', () => {
    const { text, html } = renderEdition(busy, language, links);
    for (const line of text.split('\n')) if (!/^\s*https?:\/\/\S+$/.test(line)) expect(lengthOf(line)).toBeLessThanOrEqual(80);
    expect(Buffer.byteLength(html)).toBeLessThan(MOST_MAIL_BYTES / 2);
  });
  it('subject, preheader and sender\'s words name nobody, and the product\'s name is nowhere', () => {
    const rendered = renderEdition(busy, language, links);
    const names = busyDay().actors.flatMap((actor) => Object.values(actor.name));
    for (const name of names) expect(`${rendered.subject} ${rendered.preheader}`).not.toContain(name);
    expect(`${JSON.stringify(rendered)}${webPage(busy, language, links)}`).not.toMatch(/claque/i);
  });
  it('shows quotes as they stand, in their language, in HTML, page and text', () => {
    const { html, text } = renderEdition(busy, language, links);
    const quote = busy.findings[0]!.quotes[0]!.text;
    for (const page of [html, webPage(busy, language, links)]) {
      const { document } = parseHTML(page);
      expect([...document.querySelectorAll('p[lang=km]')].map((p) => p.textContent)).toContain(quote);
    }
    expect(squeeze(text)).toContain(squeeze(quote));
  });
  it('declares its language and direction, loads nothing, runs nothing', () => {
    for (const page of [renderEdition(busy, language, links).html, webPage(busy, language, links)]) {
      const { document } = parseHTML(page);
      expect([document.documentElement.getAttribute('lang'), document.documentElement.getAttribute('dir')]).toEqual([language, file.dir]);
      expect(document.querySelectorAll('script,link[rel=stylesheet],iframe,form,object,embed,video')).toHaveLength(0);
      for (const image of document.querySelectorAll('img')) expect([image.getAttribute('src'), image.getAttribute('alt')]).toEqual([expect.stringMatching(/^cid:[a-z]+-\d+@pictures\.invalid$/), expect.stringMatching(/\S{3}/)]);
      expect(page).not.toContain('${');
      for (const use of document.querySelectorAll('svg *')) for (const name of ['href', 'xlink:href', 'src', 'style']) expect(use.getAttribute(name)).toBeNull();
    }
  });
  it('what was captured by hand says so wherever it is shown, by codes, and leads nowhere', () => {
    for (const [content, second] of [[byHand('B2'), 'B2'], [byHand(null), null]] as const) {
      const { html, text } = renderEdition(content, language, links);
      for (const shown of [html, text, webPage(content, language, links)]) {
        expect(shown.match(/A7/g)!.length).toBeGreaterThanOrEqual(2);
        if (second !== null) expect(shown).toContain(second);
        expect(shown).not.toContain('import:by-hand');
      }
    }
    expect(findingsCsv(byHand('B2'))).toMatch(/"c1","A7","B2"\r\n/);
    expect(renderEdition(busy, language, links).text).not.toContain('A7');
  });
  it('a day on which nothing was read is not called quiet', () => {
    const { text } = renderEdition({ ...quiet, coverage: { ...quiet.coverage, read: 0 } }, language, links);
    expect(squeeze(text)).toContain(squeeze(wordsOf(language).text('summary.unwatched')));
    expect(squeeze(text)).not.toContain(squeeze(wordsOf(language).text('summary.quiet')));
  });

  it('a quiet day says so and is short', () => {
    const { text } = renderEdition(quiet, language, links);
    expect(text.split('\n').length).toBeLessThan(50);
    expect(squeeze(text)).toContain(squeeze(wordsOf(language).text('summary.quiet')));
  });
  it('an edition that nobody released says so', () => {
    expect(squeeze(renderEdition(withRelease(busy, { state: 'held' }), language, links).text)).toContain(squeeze(wordsOf(language).text('held')));
  });
});

describe('a reader of the first lines', () => {
  it('learns who was told to follow whom, by whom, and what shows it', () => {
    const { text } = renderEdition(busy, 'en', links);
    expect(squeeze(text)).toContain(squeeze('Ministry of Harbours and Ministry of Forests told staff to follow The Premier on Telegram'));
    expect(text).toContain('https://harbours.maravel.example/posts/c1');
    expect(squeeze(text)).toContain(squeeze('None in 7 sources, on either day, for: The Premier on TikTok.'));
    expect(squeeze(text)).toContain(squeeze('The moments of the two actors are too little known for a statistical test.'));
  });
  it('in Khmer reads Khmer digits and whole dates', () => {
    const { subject, text } = renderEdition(busy, 'km-KH', links);
    expect(subject).toBe('កំណត់ត្រាប្រចាំថ្ងៃ លេខ ២៤ ថ្ងៃអង្គារ ទី៩ ខែមីនា');
    expect(text).toContain('៨១៨.១០០');
  });
});

describe('the sections of a note', () => {
  const { text } = renderEdition(busy, 'en', links);
  const says = (words: string): void => { expect(squeeze(text)).toContain(squeeze(words)); };
  it('tell a threat with its speaker, its quote and that it is conditional', () => {
    says('Office of the Premier, in Radio Maravel, 22:14. Conditional. (reported · two readers agree)');
    says('អ្នកណាបំពានច្បាប់នេះ ដឹងហើយថាតុលាការនៅឯណា');
  });
  it('tell an unusual count with the ordinary reasons that were looked for', () => {
    says('Unity on Telegram: a sudden rise. 96,310 to 99,540 (+3,230; usual +210). Looked for and not found: posts that many viewed. Could not be checked: the same on other accounts.');
  });
  it('tell who was asked and what came back, beside the finding or apart', () => {
    says('Ministry of Harbours was asked on 8 March 17:00 (by mail), answer by 9 March 06:00: none by the cut-off.');
    says('Ministry of Forests was asked on 7 March 10:00 (by telephone) and answered on 8 March 21:30:');
  });
  it('tell who began a drive, who followed and how fast', () => {
    says('First in what we read: Ministry of Harbours, 8 March 09:10. Then Ministry of Forests: within 7 hours.');
  });
  it('name nobody as the first of a day where a page gives its day alone', () => {
    const [drive, ...rest] = busy.drives as [EditionContent['drives'][number], ...EditionContent['drives']];
    const dayOnly = { ...drive, first: { ...drive.first, time: '00:00' }, order: drive.order!.map((member, at) => (at === 0 ? { ...member, time: '00:00' } : { ...member, day: drive.first.day })) };
    const rendered = squeeze(renderEdition({ ...busy, drives: [dayOnly, ...rest] }, 'en', links).text);
    expect(rendered).toContain(squeeze('First in what we read, on 8 March: Ministry of Harbours and Ministry of Forests; in what order is not known, since a page gives its day alone.'));
    expect(rendered).not.toContain(squeeze('First in what we read: Ministry of Harbours'));
  });
  it('say of a drive\'s first call what is known of its moment: a day alone, or when we saw it', () => {
    const [drive, ...rest] = busy.drives as [EditionContent['drives'][number], ...EditionContent['drives']];
    const began = (dated: 'day' | 'seen') => squeeze(renderEdition({ ...busy, drives: [{ ...drive, first: { ...drive.first, dated }, order: drive.order!.slice(0, 1) }, ...rest] }, 'en', links).text);
    expect(began('day')).toContain(squeeze('First in what we read: Ministry of Harbours, 8 March.'));
    expect(began('seen')).toContain(squeeze('First in what we read: Ministry of Harbours, 8 March 09:10 (when we saw it; its page gives no time).'));
  });
  it('tell what became of pages with findings after they were read, and count the rest', () => {
    says('Ministry of Canals, To all gauge keepers: edited (seen 16:05). The finding in it is no longer there; we hold both versions.');
    says('The Lantern, page: no longer there (seen 19:30; last there 7 March 12:10). We hold its last version.');
    says('Pages without findings: 1 edited.');
  });
  it('tell files of one kind that nobody could read in one line of a mail, and each on the page', () => {
    const gaps = ['harbours', 'forests', 'harbours'].map((id) => ({ ...busy.coverage.gaps[2]!, actor: busy.findings[0]!.actors.find((actor) => actor.id === id)!, reason: 'scanned' }));
    const scanned: EditionContent = { ...busy, coverage: { ...busy.coverage, gaps } };
    expect(squeeze(renderEdition(scanned, 'en', links).text)).toContain(squeeze('3 × scanned document, no text in it: Ministry of Harbours and Ministry of Forests. Other visits on the day succeeded.'));
    expect(webPage(scanned, 'en', links).match(/scanned document/g)).toHaveLength(3);
  });
  it('name a form of address without end beside its gap', () => {
    const [gap, ...gaps] = busy.coverage.gaps as [EditionContent['coverage']['gaps'][number], ...EditionContent['coverage']['gaps']];
    const endless = { ...gap, reason: 'endless-addresses', endless: { shape: 'https://premier.maravel.example/calendar/#/#', taken: 200, refused: 4100 } };
    expect(squeeze(renderEdition({ ...busy, coverage: { ...busy.coverage, gaps: [endless, ...gaps] } }, 'en', links).text)).toContain(squeeze('Such as https://premier.maravel.example/calendar/#/#: 200 visited, 4,100 not.'));
  });
  it('give a model\'s sentences in the language in which they were checked, and none in another', () => {
    const summary = { sentences: [{ text: 'Two ministries told staff to follow.', cites: ['F1'] }], dropped: 0, model: 'reader-2031' };
    const both: EditionContent = { ...busy, summary: { ...summary, in: { km: { sentences: [{ text: 'ក្រសួងបានប្រាប់បុគ្គលិក។', cites: ['F1', 'C1'] }], dropped: 1 } } } };
    const km = squeeze(renderEdition(both, 'km', links).text);
    expect(km).toContain(squeeze('ក្រសួងបានប្រាប់បុគ្គលិក។ (ការរកឃើញ ១, អ្វីដែលយើងមិនអាចមើលឃើញ)'));
    expect(km).not.toContain('Twoministries');
    expect(squeeze(renderEdition(both, 'en', links).text)).toContain(squeeze('Two ministries told staff to follow. (finding 1)'));
    expect(renderEdition({ ...busy, summary }, 'km', links).text).not.toContain('reader-2031');
  });
  it('begin with how many calls there were in all, and say which counts moved', () => {
    says('In all 9 calls for 2 accounts in sources read on both days; 6 only invite.');
    const moved: EditionContent = { ...busy, followers: busy.followers.map((row, at) => (at === 0 ? { ...row, before: { value: 100, bound: '=' }, day: { value: 106, bound: '=' }, change: 6 } : row)) };
    expect(squeeze(renderEdition(moved, 'en', links).text)).toContain(squeeze('One count moved by 5% or more in the day.'));
  });
  it('name in the first lines who joined a drive, also on a day on which nobody instructed', () => {
    const joined: EditionContent = { ...busy, findings: [], more: [], drives: [{ ...busy.drives[1]!, state: 'growing', newMembers: busy.findings[0]!.actors.slice(0, 1) }] };
    const rendered = squeeze(renderEdition(joined, 'en', links).text);
    expect(rendered).toContain(squeeze('Ministry of Harbours joined a drive for The Premier on Telegram.'));
    expect(rendered).toContain(squeeze('In all 9 calls for 2 accounts'));
  });
  it('say that rounding hides what changed', () => {
    const rounded: EditionContent = { ...busy, followers: busy.followers.map((row, at) => (at === 0 ? { ...row, before: { value: 12_227, bound: '=' }, day: { value: 12_200, bound: '≈' }, change: null } : row)) };
    expect(squeeze(renderEdition(rounded, 'en', links).text)).toContain(squeeze('Whether it changed is not known: the rounding of the count is larger.'));
  });
  it('show in text where a quote ends that has marks of its own', () => {
    const [finding, ...rest] = busy.findings as [EditionContent['findings'][number], ...EditionContent['findings']];
    const quoted: EditionContent = { ...busy, findings: [{ ...finding, quotes: [{ ...finding.quotes[0]!, text: '«Follow t.me/premier_maravel' }] }, ...rest] };
    expect(renderEdition(quoted, 'en', links).text).toMatch(/“\u2068?«Follow t\.me\/premier_maravel\u2069?”/);
  });
  it('fold accounts without a count, a goal or a report into one line', () => {
    const unread: EditionContent = { ...busy, followers: busy.followers.map((row, at) => (at === 1 ? { ...row, day: null, before: null, change: null, mean: null } : row)) };
    expect(squeeze(renderEdition(unread, 'en', links).text)).toContain(squeeze('Not read: 1 account (Unity on Telegram).'));
  });
  it('tell two accounts of one name apart by their handles', () => {
    const twins: EditionContent = { ...busy, followers: busy.followers.map((row, at) => (at === 1 ? { ...row, account: { ...row.account, name: busy.followers[0]!.account.name } } : row)) };
    const rendered = squeeze(renderEdition(twins, 'en', links).text);
    expect(rendered).toContain('ThePremieronTelegram(@premier_maravel)');
    expect(rendered).toContain('ThePremier(@unity_maravel)');
    expect(rendered).not.toContain('ThePremieronTikTok(');
  });
  it('give the rule in the reader\'s language where the detector has words of it, without what crosses a red line', () => {
    const facts = busyDay();
    const told = (km: string) => composeEdition({ ...facts, calls: facts.calls.map((call) => ({ ...call, whyIn: { km } })) });
    const rule = 'កាតព្វកិច្ច៖ «ត្រូវចូល»; គ្មានឈ្មោះគណនី';
    expect(squeeze(webPage(told(rule), 'km', links))).toContain(squeeze(rule));
    expect(squeeze(webPage(told(rule), 'en', links))).not.toContain(squeeze(rule));
    expect(told('គណនីក្លែងក្លាយ').findings[0]!.whyIn).toEqual({});
  });
  it('say in every language why a call is mandatory, and quote the words that check where the call itself does not hold them', () => {
    const facts = busyDay();
    const proof = { words: 'screenshot', sentence: 'Each of you sends a screenshot to the head of unit.' };
    const content = composeEdition({ ...facts, calls: facts.calls.map((call) => (call.id === 'c1' ? { ...call, proof } : call)) });
    const english = squeeze(renderEdition(content, 'en', links).text);
    expect(english).toContain(squeeze('How hard: MANDATORY, because the text checks who complies (“screenshot”).'));
    for (const language of languages) for (const shown of [renderEdition(content, language, links).text, webPage(content, language, links)]) expect(squeeze(shown)).toContain(squeeze(proof.sentence));
    const inside = composeEdition({ ...facts, calls: facts.calls.map((call) => (call.id === 'c1' ? { ...call, proof: { words: 'រូបថតអេក្រង់', sentence: call.observation.quote } } : call)) });
    expect(inside.findings[0]!.proof).toEqual({ words: 'រូបថតអេក្រង់', quote: null });
  });
  it('tell a model\'s sentences with what each rests on, in English alone, as a model\'s', () => {
    const summed: EditionContent = { ...busy, summary: { sentences: [{ text: 'Two of 10 sources were not read.', cites: ['C1', 'F1'] }], dropped: 1, model: 'a-model' } };
    const english = squeeze(renderEdition(summed, 'en', links).text);
    expect(english).toContain(squeeze('Two of 10 sources were not read. (What we could not see, finding 1)'));
    expect(english).toContain(squeeze('a-model; each sentence was checked against what it cites. 1 sentence did not hold and was dropped.'));
    expect(renderEdition(summed, 'km', links).text).not.toContain('Two of 10');
  });
  it('do not say of those who only invited that they told', () => {
    const facts = busyDay();
    const content = composeEdition({ ...facts, calls: facts.calls.map((call) => (call.id === 'c2' ? { ...call, observation: { ...call.observation, payload: { ...call.observation.payload, strength: 'invitation' } } } : call)) });
    expect(squeeze(renderEdition(content, 'en', links).text)).toContain(squeeze('1. Ministry of Harbours told staff to follow The Premier on Telegram; one more institution only invited'));
  });
  it('show no id of evidence where no address leads to it', () => {
    expect(renderEdition(busy, 'en', { edition: null, unsubscribe: null }).text).not.toMatch(/Evidence:|\[7\]/);
  });
  it('come back to the large change of the day before: what it was, or that it was nothing unusual', () => {
    const told = (finding: { kind: string; unexplained: boolean } | null) => squeeze(renderEdition({ ...busy, followers: busy.followers.map((row, at) => (at === 0 ? { ...row, earlier: { day: '2027-03-07', change: -4937, share: -0.072, judged: true, finding } } : row)) }, 'en', links).text);
    expect(told({ kind: 'purge', unexplained: true })).toContain(squeeze('The day before (7 March): -4,937 (-7.2%). It was a sudden fall without an ordinary reason that we found.'));
    expect(told(null)).toContain(squeeze('With the counts since: not unusual for it.'));
  });
  it('name whoever instructs within the limit of a mail, however many invited before', () => {
    const [finding, ...rest] = busy.findings as [EditionContent['findings'][number], ...EditionContent['findings']];
    const [first] = finding.members as [EditionContent['findings'][number]['members'][number], ...unknown[]];
    const invited = Array.from({ length: 20 }, (_, at) => ({ ...first, actor: { id: `i${at}`, name: { en: `Office ${at}` } }, strength: 'invitation' as const, callId: `i${at}`, time: '06:00' }));
    const shown = squeeze(renderEdition({ ...busy, findings: [{ ...finding, members: [...invited, ...finding.members] }, ...rest] }, 'en', links).text);
    expect(shown).toContain(squeeze('Ministry of Harbours, 09:10: MANDATORY'));
    expect(shown).toMatch(/Onlyinvited:.*?\.https.*-and10more/s);
  });
  it('say of a deed who did what to whom, in kinds of people and places alone', () => {
    const facts = busyDay();
    const deed = { ...facts.statements![1]!, id: 'k1', kind: 'conduct' as const, quote: 'officials went from class to class with codes', payload: { act: 'codes carried to people', by: 'officials', on: 'students', place: 'university', count: 15, bound: '≥', personal: false } };
    const content = composeEdition({ ...facts, statements: [deed] });
    expect(squeeze(renderEdition(content, 'en', links).text)).toContain(squeeze('Officials carried codes to students, in a university (at least 15, as the text says).'));
    expect(squeeze(renderEdition(content, 'km', links).text)).toContain(squeeze('មន្ត្រីបានយកកូដទៅដល់សិស្សនិស្សិត ក្នុងសាកលវិទ្យាល័យមួយ (យ៉ាងតិច ១៥ តាមអត្ថបទ)។'));
  });
  it('mark a change of a twentieth in one day, and say whether it was judged', () => {
    const fallen: EditionContent = { ...busy, accounts: [], followers: busy.followers.map((row, at) => (at === 0 ? { ...row, change: -50_000 } : row)) };
    expect(squeeze(renderEdition(fallen, 'en', links).text)).toContain(squeeze('-6.2% in a day. Not yet judged'));
  });
  it('say that a standing rule released the note, and that nobody has read it', () => {
    const ruled = withRelease(busy, { state: 'released', by: 'editor E1', at: '2027-03-08T23:35:00.000Z', rule: true });
    expect(squeeze(renderEdition(ruled, 'en', links).text)).toContain(squeeze('released 06:35 by a standing rule of editor E1: no person has read it'));
  });
  it('give rules\' reasons in English alone: a Khmer note has no English sentence of ours', () => {
    expect(webPage(busy, 'en', links)).toContain('The rule: <bdi lang="en">the verb asks');
    for (const shown of [webPage(busy, 'km', links), text]) expect(shown).not.toContain('the verb asks');
  });
});

describe('hostile text in every field', () => {
  const payloads = ['<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', '</title></style><svg onload=alert(1)>', 'javascript:alert(1)', '{{7*7}} ${7*7} <%= 7 %> {n, plural, other {#}}', '\u202Egro.live\u202C', 'a\u0000b\uD800', 'x\r\nBcc: v@example.org', '\u0001javascript:alert(1)', '<!--[if mso]><b>', 'مرحبا'];
  it.each(payloads)('stays text: %j', (payload) => {
    const content = poisoned(payload);
    const rendered = renderEdition(content, 'en', links);
    for (const page of [rendered.html, webPage(content, 'en', links)]) {
      const { document } = parseHTML(page);
      expect(document.querySelectorAll('script,iframe,style:not(head *),svg script,svg foreignObject,svg image')).toHaveLength(0);
      for (const image of document.querySelectorAll('img')) expect(image.getAttribute('src')).toMatch(/^cid:[a-z]+-\d+@pictures\.invalid$/);
      for (const drawn of document.querySelectorAll('svg')) expect(drawn.getAttribute('role')).toBe('img');
      for (const element of document.querySelectorAll('*')) for (const { name, value } of element.attributes) { expect(name).not.toMatch(/^on/i); if (name === 'href') expect(value).toMatch(/^https?:/); }
      expect(page).not.toMatch(/[\u0000-\u0008\u000B\u000C\u000E-\u001F]/);
    }
    expect(rendered.subject).toBe('Daily note 24, Tuesday 9 March');
  });
  it('however long, keeps the mail under 90 kB and cuts no grapheme', () => {
    const { html, text } = renderEdition(poisoned('ស្ត្រី'.repeat(3000)), 'km', links);
    expect(Buffer.byteLength(html)).toBeLessThanOrEqual(MOST_MAIL_BYTES);
    for (const line of text.split('\n')) expect(lengthOf(line)).toBeLessThanOrEqual(80);
  });
  it('on the worst day keeps three findings in the mail and all on the page', () => {
    const worst: EditionContent = { ...busy, more: Array.from({ length: 300 }, (_, i) => ({ ...busy.findings[1]!, id: `w${i}` })), coverage: { ...busy.coverage, gaps: Array.from({ length: 300 }, () => busy.coverage.gaps[0]!) } };
    const { html, text } = renderEdition(worst, 'en', links);
    expect(Buffer.byteLength(html)).toBeLessThan(MOST_MAIL_BYTES);
    expect(text).toContain('294 more are on the web page');
    expect(text).toContain('And 285 more, on the web page.');
    expect(webPage(worst, 'en', links).match(/refuses us/g)).toHaveLength(300);
  });
});

describe('wrapping', () => {
  it('loses no character but spaces at the ends of lines and cuts no grapheme', () => {
    const text = 'ខ្ញុំស្នើសុំស្ត្រីទាំងអស់ចូលតាមដានឆានែល'.repeat(8);
    const lines = wrap(text);
    expect(lines.join('')).toBe(text);
    expect(lines.every((line) => !/^\p{M}/u.test(line) && lengthOf(line) <= 78)).toBe(true);
  });
  it('keeps an address whole on its own line', () => {
    const address = `https://example.org/${'a'.repeat(120)}`;
    expect(wrap(`see ${address} there`)).toEqual(['see', address, 'there']);
  });
});

describe('the table', () => {
  it.each(['=1+1', '+1+1', '-2+3', '@SUM(1)', '\t=1+1', '\n=1+1', '\uFEFF=1+1', '＋1+1', '|calc', '%0A=1+1', '";=1+1', '"=1+1"', '=1+1;\r\n=2+2'])('makes %j inert', (text) => { expect(csvCell(text)).toMatch(/^"'/); });
  it('an exact cell is read back as what was written', () => {
    const ids = ['=cmd()', '@a', '-1', 'a,b', 'say "yes"', 'two\nlines', ' '];
    expect(parseCsv(ids.map((id) => `${exactCell(id)},x`).join('\n')).map(([id]) => id)).toEqual(ids);
  });
  it('leaves words and numbers alone', () => { expect([csvCell('Ministry'), csvCell(-5), csvCell('say "yes"'), csvCell(null)]).toEqual(['"Ministry"', '-5', '"say ""yes"""', '""']); });
  it('has a row for every member, with the quote where it is from', () => {
    const rows = findingsCsv(busy).trim().split('\r\n');
    expect(rows).toHaveLength(1 + 5);
    expect(rows[1]).toContain('"mandatory","harbours","Ministry of Harbours"');
  });
});

describe('feeds', () => {
  const places = { home: 'https://note.example/', self: 'https://note.example/feed', editionUrl: ({ key }: EditionContent) => `https://note.example/editions/${key.day}` };
  const toPublic: EditionContent = { ...busy, key: { ...busy.key, audience: 'public' } };
  it('hold what was released to the public and nothing else', () => {
    const all = [toPublic, busy, withRelease({ ...toPublic, number: 99 }, { state: 'held' })];
    expect((JSON.parse(jsonFeed(all, 'en', places)) as { items: unknown[] }).items).toMatchObject([{ title: 'Daily note 24, Tuesday 9 March', url: 'https://note.example/editions/2027-03-08' }]);
    expect(rssFeed(all, 'km', places).match(/<item>/g)).toHaveLength(1);
  });
  it('are well formed with hostile names', () => {
    const feed = rssFeed([{ ...toPublic, findings: poisoned('</description>]]><script>').findings }], 'en', places);
    expect(feed).not.toContain('<script>');
  });
});
