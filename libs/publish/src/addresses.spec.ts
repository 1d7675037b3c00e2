import { expect, it } from 'vitest';
import { addressesOf, type AddressedEdition } from './addresses.js';

const edition: AddressedEdition = { id: '12', electionId: 'lowlands', date: '2031-03-05', kind: 'daily', audience: 'public', sequence: 1, token: 'f'.repeat(64), link: null };
const base = 'https://note.example';

it('a public daily note is at its date, with the election\'s secret where it is shown by link alone', () => {
  expect(addressesOf(base, edition)).toMatchObject({ edition: 'https://note.example/editions/lowlands/2031-03-05', table: 'https://note.example/editions/lowlands/2031-03-05.csv' });
  expect(addressesOf(base, { ...edition, link: 'a b' }).edition).toBe('https://note.example/editions/lowlands/2031-03-05?link=a%20b');
});
it('what is for partners, and what comes between daily notes, has an address of its own', () => {
  for (const other of [{ ...edition, audience: 'partners' as const }, { ...edition, kind: 'bulletin' }]) expect(addressesOf(base, other).edition).toBe(`https://note.example/notes/${'f'.repeat(64)}`);
});
it('what is for staff stands behind the sign-in, and its evidence too', () => {
  const { edition: page, evidence, drives, table } = addressesOf(base, { ...edition, audience: 'staff' });
  expect([page, drives, table, evidence?.({ documentId: '3', callId: '9' })]).toEqual(['https://note.example/#/editions/12', 'https://note.example/#/drives/', undefined, 'https://note.example/#/documents/3?mark=9']);
});
it('without an address of the server there are none', () => { expect(addressesOf(null, edition)).toEqual({ edition: null, home: null }); });
