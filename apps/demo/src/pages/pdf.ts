import { deflateSync } from 'node:zlib';
import { localDayOf, longDate } from '../calendar.js';
import type { Article } from '../model.js';
import { createRng } from '../rng.js';

const WIDTH = 595;
const HEIGHT = 842;

/** A circular as a one-page PDF (A4): its text in Helvetica, or a scan, which is a picture of grey lines and holds no text. English only: no font is embedded. */
export function circularPdf(article: Article, institution: string): Buffer {
  const [content, resources, more] = article.paper === 'scan' ? scanned(article) : written(article, institution);
  const stream = (dictionary: string, data: Buffer) => Buffer.concat([Buffer.from(`<< ${dictionary} /Filter /FlateDecode /Length ${deflateSync(data).length} >>\nstream\n`), deflateSync(data), Buffer.from('\nendstream')]);
  const objects: Buffer[] = [
    Buffer.from('<< /Type /Catalog /Pages 2 0 R >>'),
    Buffer.from('<< /Type /Pages /Kids [3 0 R] /Count 1 >>'),
    Buffer.from(`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${WIDTH} ${HEIGHT}] /Resources << ${resources} >> /Contents 4 0 R >>`),
    stream('', content),
    more === null ? Buffer.from('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>') : stream(more.dictionary, more.data),
    Buffer.from(`<< /Title (${pdfText(article.paper === 'scan' ? `Scan ${article.number}` : article.title)}) /CreationDate (D:${article.at.toISOString().slice(0, 19).replace(/\D/g, '')}Z) >>`),
  ];
  const parts = [Buffer.from('%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n', 'latin1')];
  const offsets: number[] = [];
  let length = parts[0]!.length;
  objects.forEach((object, at) => {
    offsets.push(length);
    const whole = Buffer.concat([Buffer.from(`${at + 1} 0 obj\n`), object, Buffer.from('\nendobj\n')]);
    parts.push(whole);
    length += whole.length;
  });
  parts.push(Buffer.from(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info 6 0 R >>\nstartxref\n${length}\n%%EOF\n`));
  return Buffer.concat(parts);
}

type Page = [content: Buffer, resources: string, more: { dictionary: string; data: Buffer } | null];

const pdfText = (text: string): string => text.replace(/[^\x20-\x7e]/g, '?').replace(/[()\\]/g, '\\$&');

function written(article: Article, institution: string): Page {
  const wrapped = (text: string) => text.split(' ').reduce<string[]>((lines, word) => {
    const last = lines.at(-1)!;
    if (`${last} ${word}`.length <= 88) lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
    else lines.push(word);
    return lines;
  }, ['']);
  const lines = [institution, longDate(localDayOf(article.at), 'en'), '', article.title, '', ...article.paragraphs.flatMap((paragraph) => [...wrapped(paragraph), ''])];
  const content = `BT /F1 11 Tf 15 TL 60 ${HEIGHT - 80} Td\n${lines.map((line) => `(${pdfText(line)}) Tj T*`).join('\n')}\nET`;
  return [Buffer.from(content), '/Font << /F1 5 0 R >>', null];
}

function scanned(article: Article): Page {
  const rng = createRng(`scan/${article.number}/${article.title}`);
  const [width, height] = [298, 421];
  const grey = Buffer.alloc(width * height);
  const lines = Array.from({ length: 22 }, () => rng.int(60, 98) / 100);
  for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) {
    const line = lines[Math.floor((y - 60) / 14)];
    const ink = line !== undefined && y >= 60 && (y - 60) % 14 < 5 && x > 34 && x < 34 + line * 230 && (x * 7 + y * 3) % 11 > 2;
    grey[y * width + x] = ink ? 70 : 236 + ((x * 13 + y * 29) % 9);
  }
  return [Buffer.from(`q ${WIDTH} 0 0 ${HEIGHT} 0 0 cm /Im1 Do Q`), '/XObject << /Im1 5 0 R >>',
    { dictionary: `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceGray /BitsPerComponent 8`, data: grey }];
}
