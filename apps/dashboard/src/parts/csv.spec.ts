import fc from 'fast-check';
import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { csvOf } from './csv.js';

it('what is written is read back, whatever stands in a cell, but for the mark before what looks like a formula', () => {
  fc.assert(fc.property(fc.array(fc.tuple(fc.string(), fc.string()), { minLength: 1, maxLength: 20 }), (rows) => {
    const read = parse(csvOf(rows), { bom: true, record_delimiter: '\r\n' }) as string[][];
    return rows.every((row, at) => row.every((cell, column) => read[at]![column] === cell || read[at]![column] === `'${cell}`));
  }));
});

it('no cell begins as a formula does', () => {
  expect(csvOf([['=1+1', '@SUM(A1)', ' +2', '\t-3', 'plain', -4]])).toBe('\uFEFF"\'=1+1","\'@SUM(A1)","\' +2","\'\t-3","plain","-4"\r\n');
});
