import { deflateSync } from 'node:zlib';

export interface Piece { text: string; x?: number; y: number; size?: number }
export interface Written { pages: Piece[][]; info?: Record<string, string>; links?: { page: number; url: string; rect: [number, number, number, number] }[]; packed?: boolean }

const hex = (text: string): string => [...Array(text.length).keys()].map((at) => text.charCodeAt(at).toString(16).padStart(4, '0')).join('');

/** A small PDF of the kind that office programs write: one font whose codes are UTF-16 units, with the map that says so. */
export function pdfOf({ pages, info = {}, links = [], packed = false }: Written): Uint8Array {
  const objects: string[] = [];
  const add = (body: string): number => objects.push(body);
  const stream = (text: string): string => {
    const bytes = packed ? deflateSync(Buffer.from(text, 'latin1')).toString('latin1') : text;
    return `<< /Length ${bytes.length}${packed ? ' /Filter /FlateDecode' : ''} >>\nstream\n${bytes}\nendstream`;
  };
  const ranges = ['00', '17', '20'].map((high) => `<${high}00> <${high}ff> <${high}00>`);
  const map = add(stream(`/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def 1 begincodespacerange <0000> <ffff> endcodespacerange ${ranges.length} beginbfrange ${ranges.join(' ')} endbfrange endcmap end end`));
  const descriptor = add('<< /Type /FontDescriptor /FontName /Test /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>');
  const descendant = add(`<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Test /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 500 /FontDescriptor ${descriptor} 0 R >>`);
  const font = add(`<< /Type /Font /Subtype /Type0 /BaseFont /Test /Encoding /Identity-H /DescendantFonts [${descendant} 0 R] /ToUnicode ${map} 0 R >>`);
  const tree = objects.length + 1 + pages.length * 2 + links.length;
  const kids = pages.map((pieces, number) => {
    const content = add(stream(`BT\n${pieces.map(({ text, x = 60, y, size = 11 }) => `/F1 ${size} Tf 1 0 0 1 ${x} ${y} Tm <${hex(text)}> Tj`).join('\n')}\nET`));
    const annotations = links.filter(({ page }) => page === number).map(({ url, rect }) => add(`<< /Type /Annot /Subtype /Link /Rect [${rect.join(' ')}] /A << /S /URI /URI (${url}) >> >>`));
    return add(`<< /Type /Page /Parent ${tree} 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 ${font} 0 R >> >> /Contents ${content} 0 R /Annots [${annotations.map((one) => `${one} 0 R`).join(' ')}] >>`);
  });
  add(`<< /Type /Pages /Kids [${kids.map((kid) => `${kid} 0 R`).join(' ')}] /Count ${kids.length} >>`);
  const root = add(`<< /Type /Catalog /Pages ${tree} 0 R >>`);
  const about = add(`<< ${Object.entries(info).map(([key, value]) => `/${key} (${value})`).join(' ')} >>`);
  return assembled(objects, `/Root ${root} 0 R /Info ${about} 0 R`);
}

function assembled(objects: readonly string[], trailer: string): Uint8Array {
  let text = '%PDF-1.7\n';
  const offsets = objects.map((body, at) => { const offset = text.length; text += `${at + 1} 0 obj\n${body}\nendobj\n`; return offset; });
  const start = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')}trailer\n<< /Size ${objects.length + 1} ${trailer} >>\nstartxref\n${start}\n%%EOF\n`;
  return new Uint8Array(Buffer.from(text, 'latin1'));
}
