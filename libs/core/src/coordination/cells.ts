import { int32s } from './columns.js';
import type { Edges } from './edges.js';
import type { NameList } from './events/names.js';
import { Union } from './union.js';

/** Connected components of the flagged edges, the largest first, then by their first name; -1 for accounts in none. */
export function cellsOf(accounts: NameList, edges: Edges, flagged: Uint8Array): { cell: Int32Array; count: number } {
  const union = new Union(accounts.count);
  const inSome = new Uint8Array(accounts.count);
  for (let edge = 0; edge < edges.count; edge++) {
    if (flagged[edge] === 0) continue;
    union.join(edges.a[edge]!, edges.b[edge]!);
    inSome[edges.a[edge]!] = 1;
    inSome[edges.b[edge]!] = 1;
  }
  const found = new Map<number, { size: number; first: number }>();
  for (let account = 0; account < accounts.count; account++) {
    if (inSome[account] === 0) continue;
    const root = union.root(account);
    const one = found.get(root);
    if (one === undefined) { found.set(root, { size: 1, first: account }); continue; }
    one.size++;
    if (accounts.compare(account, one.first) < 0) one.first = account;
  }
  const number = new Map([...found].sort(([, a], [, b]) => b.size - a.size || accounts.compare(a.first, b.first)).map(([root], at) => [root, at]));
  const cell = int32s(accounts.count).fill(-1);
  for (let account = 0; account < accounts.count; account++) if (inSome[account] === 1) cell[account] = number.get(union.root(account))!;
  return { cell, count: number.size };
}
