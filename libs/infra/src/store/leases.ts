import type { DataSource } from 'typeorm';

/** An exclusive right, held until a moment of the database's clock. */
export interface Lease { name: string; token: string; holder: string }

/** Takes the lease when nobody holds it or the holder's time is up; null when somebody does. The token is larger than every earlier one. */
export async function takeLease(db: DataSource, name: string, holder: string, milliseconds: number): Promise<Lease | null> {
  const rows = await db.query<{ token: string }[]>(
    `INSERT INTO leases (name, token, holder, until) VALUES ($1, 1, $2, clock_timestamp() + $3 * interval '1 millisecond')
     ON CONFLICT (name) DO UPDATE SET token = leases.token + 1, holder = excluded.holder, until = excluded.until WHERE leases.until <= clock_timestamp()
     RETURNING token`, [name, holder, milliseconds]);
  const token = rows[0]?.token;
  return token === undefined ? null : { name, token, holder };
}

/** Holds on to the lease; false when it was lost: its work must stop at once, before the next request. */
export async function renewLease(db: DataSource, lease: Lease, milliseconds: number): Promise<boolean> {
  const rows = await db.query<unknown[]>(
    `WITH renewed AS (UPDATE leases SET until = clock_timestamp() + $3 * interval '1 millisecond' WHERE name = $1 AND token = $2 AND until > clock_timestamp() RETURNING 1)
     SELECT 1 FROM renewed`, [lease.name, lease.token, milliseconds]);
  return rows.length === 1;
}

/** Milliseconds that a lease still has, whoever holds it; 0 for one that nobody holds. */
export async function leaseLeftMs(db: DataSource, name: string): Promise<number> {
  const rows = await db.query<{ left: number }[]>(`SELECT greatest(0, extract(epoch FROM until - clock_timestamp()) * 1000)::float8 AS left FROM leases WHERE name = $1`, [name]);
  return rows[0]?.left ?? 0;
}

/** Gives the lease back; one that was lost meanwhile stays with its new holder. */
export async function releaseLease(db: DataSource, lease: Lease): Promise<void> {
  await db.query(`UPDATE leases SET until = clock_timestamp() WHERE name = $1 AND token = $2`, [lease.name, lease.token]);
}

/** Whether every lease is still ours, by the database's clock: asked before each request, it changes nothing. */
export async function holdsLeases(db: DataSource, leases: readonly Lease[]): Promise<boolean> {
  const rows = await db.query<unknown[]>(
    `SELECT 1 FROM leases l JOIN unnest($1::text[], $2::bigint[]) AS x (name, token) ON l.name = x.name AND l.token = x.token WHERE l.until > clock_timestamp()`, [leases.map(({ name }) => name), leases.map(({ token }) => token)]);
  return rows.length === leases.length;
}
