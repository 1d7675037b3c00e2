import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { ReadDocument } from '#core/model.js';
import { readAnyCapture } from '../../index.js';
import { pdfOf, type Piece, type Written } from './written-pdf.fixture.js';
import { paragraphsOf, type Line } from './layout.js';

const capture = (body: Uint8Array, url = 'https://harbour.example/files/circular-12.pdf') => ({ url, finalUrl: url, headers: { 'content-type': 'application/pdf' }, body, fetchedAt: new Date('2027-03-20T00:00:00Z') });
const read = async (written: Written): Promise<ReadDocument> => (await readAnyCapture('website', capture(pdfOf(written)))).documents[0]!;
const lines = (texts: string[], from = 700, step = 16): Piece[] => texts.map((text, at) => ({ text, y: from - at * step }));

const letter = [
  { text: 'CIRCULAR ON THE NEW CHANNEL', y: 780, size: 18 }, { text: 'Port Vell, 12 March 2027', y: 740 },
  ...lines(['All staff of the harbour office are instructed to follow the official chan-', 'nel of the minister before the end of this month and to report to their heads', 'of unit that they have done so.']),
  { text: 'Heads of unit keep a list.', y: 630 },
];

test('a circular gives title, paragraphs and the day on which it was written', async () => {
  for (const packed of [false, true]) {
    const document = await read({ pages: [letter], packed, info: { Title: 'Microsoft Word - circ_final2.docx', CreationDate: 'D:20270301093000+07\'00\'' } });
    expect(document.title).toBe('CIRCULAR ON THE NEW CHANNEL');
    expect(document.text.split('\n')).toEqual(['CIRCULAR ON THE NEW CHANNEL', 'Port Vell, 12 March 2027',
      'All staff of the harbour office are instructed to follow the official channel of the minister before the end of this month and to report to their heads of unit that they have done so.', 'Heads of unit keep a list.']);
    expect(document).toMatchObject({ language: 'en', published: { precision: 'day', how: 'text', at: new Date('2027-03-12T00:00:00Z') } });
  }
});

test('Khmer is read letter by letter, and its lines go on without a space', async () => {
  const document = await read({ pages: [lines(['សូមមន្ត្រីរាជការទាំងអស់នៃការិយាល័យកំពង់ផែ ចូលរួមតាមដាន', 'ឆានែលតេឡេក្រាមរបស់លោករដ្ឋមន្ត្រី។', 'ថ្ងៃទី១២ ខែមីនា ឆ្នាំ២០២៧'])] });
  expect(document.text).toBe('សូមមន្ត្រីរាជការទាំងអស់នៃការិយាល័យកំពង់ផែ ចូលរួមតាមដានឆានែលតេឡេក្រាមរបស់លោករដ្ឋមន្ត្រី។\nថ្ងៃទី១២ ខែមីនា ឆ្នាំ២០២៧');
  expect(document).toMatchObject({ language: 'km', published: { at: new Date('2027-03-12T00:00:00Z') } });
});

test('links are those of the pages, with the line on which they stand', async () => {
  const document = await read({ pages: [letter], links: [{ page: 0, url: 'https://t.me/harbour_office', rect: [60, 625, 300, 645] }] });
  expect(document.links).toEqual([{ href: 'https://t.me/harbour_office', text: 'Heads of unit keep a list.' }]);
});

test('a PDF that names no day has that of its making, never one after the visit', async () => {
  const page = lines(['The quay is closed to lorries while the new crane is built.', 'Drivers use the north gate.']);
  expect((await read({ pages: [page], info: { CreationDate: 'D:20270301093000Z' } })).published).toMatchObject({ how: 'pdf-created', at: new Date('2027-03-01T00:00:00Z') });
  expect((await read({ pages: [page], info: { CreationDate: 'D:20310301093000Z' } })).published).toBeNull();
});

test('a scan without text is a gap and no document', async () => {
  expect(await readAnyCapture('website', capture(pdfOf({ pages: [[], []] })))).toMatchObject({ documents: [], gap: { reason: 'scanned', detail: expect.stringContaining('2 pages without text') } });
});

test('running heads and page numbers are left out', () => {
  const page = (number: number): Line[] => ['Harbour Office — Rules', `Rule ${'abc'[number]} is about ropes.`, `Page ${number + 1} of 3`].map((text, at) => ({ text, x: 0, y: 700 - at * 100, size: 10 }));
  expect(paragraphsOf([0, 1, 2].map(page))).toEqual(['Rule a is about ropes.', 'Rule b is about ropes.', 'Rule c is about ropes.']);
});

const refused = expect.objectContaining({ name: 'Unreadable', reason: 'parser-failed' });
const bomb = (filter: string, bytes: Buffer): Uint8Array => Buffer.concat([Buffer.from(`%PDF-1.7\n1 0 obj\n<< /Length ${bytes.length} /Filter ${filter} >>\nstream\n`), bytes, Buffer.from('\nendstream\nendobj\n')]);

test('a stream that unpacks to much more than any letter is refused before the library sees it', async () => {
  const zeros = deflateSync(Buffer.alloc(60 * 1024 * 1024));
  await expect(readAnyCapture('website', capture(bomb('/FlateDecode', zeros)))).rejects.toEqual(refused);
  await expect(readAnyCapture('website', capture(bomb('[/FlateDecode /FlateDecode]', deflateSync(zeros))))).rejects.toEqual(refused);
});

test('what only begins like a PDF is unreadable, and a cut-off one does not throw anything else', async () => {
  await expect(readAnyCapture('website', capture(new TextEncoder().encode('%PDF-1.7 and then nothing')))).rejects.toEqual(refused);
  const whole = pdfOf({ pages: [letter] });
  for (const share of [0.3, 0.6, 0.9]) {
    await readAnyCapture('website', capture(whole.slice(0, Math.floor(whole.length * share)))).catch((error: unknown) => expect(error).toEqual(refused));
  }
});
