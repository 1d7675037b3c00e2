import { int32s } from './columns.js';
import type { Edges } from './edges.js';
import { Union } from './union.js';

/** Connected components of the flagged edges, numbered from 0 by their smallest account; -1 for accounts in none. */
export function cellsOf(accounts: number, edges: Edges, flagged: Uint8Array): { cell: Int32Array; count: number } {
  const union = new Union(accounts);
  const inSome = new Uint8Array(accounts);
  for (let edge = 0; edge < edges.count; edge++) {
    if (flagged[edge] === 0) continue;
    union.join(edges.a[edge]!, edges.b[edge]!);
    inSome[edges.a[edge]!] = 1;
    inSome[edges.b[edge]!] = 1;
  }
  const number = new Int32Array(accounts).fill(-1);
  const cell = int32s(accounts).fill(-1);
  let count = 0;
  for (let account = 0; account < accounts; account++) {
    if (inSome[account] === 0) continue;
    const root = union.root(account);
    if (number[root] === -1) number[root] = count++;
    cell[account] = number[root]!;
  }
  return { cell, count };
}
