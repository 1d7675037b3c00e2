// What a parser may do at its worst.
export default async function act({ act, value }) {
  if (act === 'echo') return value;
  if (act === 'loop') for (;;);
  if (act === 'eat') { const held = []; for (;;) held.push(Array.from({ length: 100_000 }, () => ({ a: 1 }))); }
  throw new TypeError('broken');
}
