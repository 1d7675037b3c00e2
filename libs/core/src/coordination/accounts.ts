import type { Shares } from './events/events.js';

/** How often each account occurs. */
export function rowsOfAccounts({ rows, account, accounts }: Pick<Shares, 'rows' | 'account' | 'accounts'>): Int32Array {
  const count = new Int32Array(accounts.count);
  for (let row = 0; row < rows; row++) count[account[row]!]!++;
  return count;
}
