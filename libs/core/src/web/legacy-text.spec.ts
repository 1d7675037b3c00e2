import { expect, it } from 'vitest';
import { decodeBody } from './decode-body.js';
import { textFaults } from './legacy-text.js';

const faults = (html: string | Uint8Array, type = 'text/html; charset=utf-8') => textFaults(decodeBody(typeof html === 'string' ? Buffer.from(html) : html, type));
const KHMER = 'ក្រុមការងារប្រកាសថ្ងៃប្រជុំ';

it.each([['Khmer', `<p>${KHMER}`], ['French', '<p>Été à l’hôtel, déjà vu'], ['icons', `<p><i>\ue900</i> ${KHMER}`], ['a Unicode font', `<p style="font-family: Khmer OS Battambang">${KHMER}`]])('finds nothing in %s', (_, html) => expect(faults(html)).toEqual([]));
it('names a font of before Unicode', () => expect(faults('<font face="Limon S1">KN³bkS</font>')[0]).toContain('Limon'));
it('sees UTF-8 that was encoded twice, by Latin-1 and by windows-1252', () => {
  expect(faults(Buffer.from(Buffer.from(`<p>${KHMER}`).toString('latin1')))[0]).toContain('twice');
  expect(faults(new TextDecoder('windows-1252').decode(Buffer.from(`<p>${KHMER}`)))[0]).toContain('twice');
});
it('sees a private font, a wrong label and damaged bytes', () => {
  expect(faults('<p>\ue001\ue17f\uf200')[0]).toContain('private');
  expect(faults(Buffer.from([0x3c, 0x70, 0x3e, 0x80, 0x81, 0xfe, 0xff]), 'text/html; charset=x-user-defined')[0]).toContain('no known encoding');
  expect(faults(Buffer.from([0xc0, 0xaf, 0xed, 0xa0, 0x80, 0xff]))[0]).toContain('bytes');
});
