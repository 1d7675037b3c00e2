import { wholeId } from '#core/coordination/campaigns/decided.js';
import type { Item } from '#core/contract/operation.js';
import type { Sql } from './open.js';

const TABLES: Record<Item, string> = { document: 'documents', snapshot: 'snapshots', observation: 'observations', campaign: 'campaigns', edition: 'editions', reply: 'replies', recipient: 'recipients', note: 'decision_notes', try: 'tries', webhook: 'webhooks', 'back-fill': 'back_fills' };

/** The election that something belongs to; null where it is not there. */
export async function electionOf(db: Sql, item: Item, id: string): Promise<string | null> {
  const rows = await db.query<{ election: string }[]>(`SELECT election_id AS election FROM ${TABLES[item]} WHERE id = $1`, [item === 'campaign' ? wholeId(id) : id]);
  return rows[0]?.election ?? null;
}
