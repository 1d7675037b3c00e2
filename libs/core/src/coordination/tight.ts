import { int32s } from './columns.js';
import { HOW, type Coordination } from './coordinate.js';

/** A group in which at least this share of the possible edges is flagged is one community: no split could be better. */
const TIGHT = 0.5;

/**
 * Which groups are loose enough that communities within them are worth looking for, and the communities of the others: each tight group is one,
 * numbered from 0. Accounts of loose groups, grown ones and those in none have -1.
 */
export function tightGroups({ edges, significant, cell, cells, how }: Coordination): { community: Int32Array; next: number; loose: Uint8Array; anyLoose: boolean } {
  const members = new Int32Array(cells);
  const flagged = new Int32Array(cells);
  for (let account = 0; account < cell.length; account++) if (cell[account]! >= 0 && HOW[how[account]!] !== 'grown') members[cell[account]!]!++;
  for (let edge = 0; edge < edges.count; edge++) if (significant[edge] === 1) flagged[cell[edges.a[edge]!]!]!++;
  const loose = new Uint8Array(cells);
  const number = new Int32Array(cells).fill(-1);
  let next = 0;
  for (let group = 0; group < cells; group++) {
    const n = members[group]!;
    if (flagged[group]! < TIGHT * n * (n - 1) / 2) loose[group] = 1; else number[group] = next++;
  }
  const community = int32s(cell.length).fill(-1);
  for (let account = 0; account < cell.length; account++) if (cell[account]! >= 0 && HOW[how[account]!] !== 'grown') community[account] = number[cell[account]!]!;
  return { community, next, loose, anyLoose: next < cells };
}
