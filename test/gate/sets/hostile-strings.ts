import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { parseHTML } from 'linkedom';
import { composeEdition } from '#core/digest/compose.js';
import type { EditionContent } from '#core/digest/content.js';
import { busyDay } from '#core/digest/example-days.js';
import { noticeOf } from '#core/digest/notice.js';
import { messageOfMail } from '#infra/mail/outbox.js';
import { findingsCsv, jsonFeed, renderEdition, renderStored, rssFeed, webPage } from '#publish/index.js';
import type { Figure, GateSet } from '../set.js';

interface Hostile { id: string; class: string; payload: string }
/** Fields that pages, watchlists, people and models fill; all of them get the same string at once. */
const FILLED = new Set(['text', 'en', 'km', 'why', 'by', 'handle', 'callId', 'documentId', 'url', 'platform', 'reason', 'channel', 'name', 'key', 'id', 'language', 'quote', 'status', 'edition', 'election', 'title', 'shape']);
const links = { edition: 'https://note.example/editions/1', unsubscribe: 'https://note.example/leave/1', evidence: ({ callId }: { callId: string }) => `https://note.example/calls/${encodeURIComponent(callId.toWellFormed())}` };
const places = { home: 'https://note.example/', self: 'https://note.example/feed.xml', editionUrl: ({ key }: EditionContent) => `https://note.example/editions/${key.day}` };
const SUBJECT = 'Daily note 24, Tuesday 9 March';
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/;

function poisoned(payload: string): EditionContent {
  return JSON.parse(JSON.stringify({ ...composeEdition(busyDay()) }, (key, value: unknown) => (typeof value === 'string' && FILLED.has(key) && !/^\d{4}-\d\d-\d\d/.test(value) ? payload : value))) as EditionContent;
}

/** Elements and attributes by which a page could do something. */
function liveIn(html: string): string[] {
  const { document } = parseHTML(html);
  const wrong = [...document.querySelectorAll('script,iframe,img:not([src^="cid:"]),svg:not([role=img]),svg foreignObject,svg image,svg use,svg a,object,embed,form,link:not([rel=alternate]),base,input,video')].map((element) => `<${element.tagName.toLowerCase()}>`);
  for (const element of document.querySelectorAll('*')) {
    for (const { name, value } of element.attributes) {
      if (/^on/i.test(name)) wrong.push(name);
      if (/^(?:href|src|action|formaction|xlink:href)$/i.test(name) && !/^https?:\/\/|^cid:[a-z]+-\d+@pictures\.invalid$/.test(value)) wrong.push(`${name}=${value.slice(0, 20)}`);
    }
  }
  if (CONTROL.test(html)) wrong.push('control character');
  return wrong;
}

/** Cells of a CSV as a spreadsheet reads them. */
const cellsOf = (csv: string): string[] => [...csv.matchAll(/"((?:[^"]|"")*)"/g)].map(([, cell]) => cell!.replaceAll('""', '"'));
const FORMULA = /^[\s\p{Cf}"';,%|\uFFFD]*[=+\-@＝＋－＠]|^\t|^\r/u;

async function faultsOf({ payload }: Hostile): Promise<string[]> {
  const content = poisoned(payload);
  const wrong: string[] = [];
  for (const language of ['en', 'km']) {
    const rendered = renderEdition(content, language, links);
    wrong.push(...liveIn(rendered.html), ...(language === 'en' ? liveIn(webPage(content, language, links)) : []));
    if (language === 'en' && rendered.subject !== SUBJECT) wrong.push('subject');
    if (CONTROL.test(rendered.text)) wrong.push('text: control character');
    const mail = { from: { name: 'Daily note', address: 'note@example.org' }, to: { name: '', address: 'reader@example.org' }, subject: rendered.subject, html: rendered.html, text: rendered.text, messageId: '<one@example.org>', headers: {} };
    const raw = Buffer.from(await messageOfMail(mail, new Date(0))).toString('latin1');
    const head = raw.slice(0, raw.indexOf('\r\n\r\n'));
    if (/^(?:bcc|cc|reply-to|x-|location|set-cookie)/im.test(head) || (head.match(/^(?:To|Subject|From):/gim) ?? []).length !== 3 || /(?<!\r)\n/.test(raw)) wrong.push('headers');
    // As a recipient's name and address, as a subject, as a header: refused or harmless.
    for (const bad of [{ ...mail, to: { name: payload, address: 'reader@example.org' } }, { ...mail, to: { name: '', address: payload } }, { ...mail, subject: payload }, { ...mail, headers: { 'List-Unsubscribe': payload } }]) {
      const sent = await messageOfMail(bad, new Date(0)).then((bytes) => Buffer.from(bytes).toString('latin1'), () => null);
      if (sent !== null && /^(?:bcc|cc|reply-to|x-injected|location|set-cookie):/im.test(sent.slice(0, sent.indexOf('\r\n\r\n')))) wrong.push('mail header');
    }
  }
  const notice = noticeOf('correction', { election: 'e', date: '2027-03-09', audience: 'staff', sequence: 1 }, { timeZone: 'Asia/Phnom_Penh', at: '2027-03-09T00:00:00.000Z', number: 3, text: { en: payload } });
  wrong.push(...liveIn(renderStored({ content: notice, releasedAt: null, releasedBy: null }, 'en', links).html));
  // Numbers that are ours are no text; everything else must read as text.
  for (const cell of cellsOf(findingsCsv(content))) if (FORMULA.test(cell) && !cell.startsWith("'")) wrong.push(`csv ${JSON.stringify(cell.slice(0, 20))}`);
  const open = { ...content, key: { ...content.key, election: 'e', audience: 'public' as const }, release: { state: 'released' as const, by: payload, at: '2027-03-09T00:00:00.000Z' } };
  const rss = rssFeed([open], 'en', places);
  if (XMLValidator.validate(rss) !== true || CONTROL.test(rss)) wrong.push('rss');
  const item = (new XMLParser().parse(rss) as { rss: { channel: { item: { title: string; description: string } } } }).rss.channel.item;
  if (item.title !== SUBJECT || /<(?:script|img|svg)/i.test(parseHTML(`<p>${item.description}</p>`).document.querySelector('script,img,svg')?.outerHTML ?? '')) wrong.push('rss item');
  if ((JSON.parse(jsonFeed([open], 'en', places)) as { items: unknown[] }).items.length !== 1) wrong.push('json feed');
  return [...new Set(wrong)];
}

/** Each string in every field of an edition that others fill: inert in mail, page, text, headers, table and feeds. */
const set: GateSet = {
  name: 'hostile-strings',
  needs: ['security/hostile-strings.json'],
  async judge(data): Promise<Figure[]> {
    const all = JSON.parse(await readFile(join(data, 'security/hostile-strings.json'), 'utf8')) as Hostile[];
    const wrong: string[] = [];
    for (const one of all) {
      const faults = await faultsOf(one).catch((error: unknown) => [String(error).slice(0, 120)]);
      if (faults.length > 0) wrong.push(`${one.id}: ${faults.join(', ')}`);
    }
    return [{ name: 'strings inert in every format', value: all.length - wrong.length, floor: all.length, of: `of ${all.length} ${wrong.join('; ')}` }];
  },
};
export default set;
