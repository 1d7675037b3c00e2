import type pg from 'pg';

/** A table of ours as it stands: its columns in order, those that a sequence numbers, and its triggers' state. */
export interface Table { name: string; columns: string[]; sequences: { column: string; sequence: string }[] }

/** Every table of the schema `public`, views left out, in the order of their names. Queues stand in a schema of their own and are no truth. */
export async function tablesOf(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<{ name: string; columns: string[] }>(
    `SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
     JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' WHERE c.relkind IN ('r', 'p') GROUP BY c.relname ORDER BY c.relname`);
  const { rows: owned } = await client.query<{ name: string; column: string; sequence: string }>(
    `SELECT t.relname AS name, a.attname AS column, format('%I.%I', n.nspname, s.relname) AS sequence FROM pg_class s JOIN pg_depend d ON d.objid = s.oid AND d.deptype IN ('a', 'i') AND d.classid = 'pg_class'::regclass
     JOIN pg_class t ON t.oid = d.refobjid JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid JOIN pg_namespace n ON n.oid = s.relnamespace WHERE s.relkind = 'S' AND n.nspname = 'public'`);
  return rows.map(({ name, columns }) => ({ name, columns, sequences: owned.filter((one) => one.name === name).map(({ column, sequence }) => ({ column, sequence })) }));
}

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
export const columnList = ({ columns }: Pick<Table, 'columns'>): string => columns.map(quoted).join(', ');

/** Continues every number of a table where its rows end. */
export async function continueSequences(client: pg.ClientBase, { name, sequences }: Table): Promise<void> {
  for (const { column, sequence } of sequences) await client.query(`SELECT setval($1::regclass, greatest((SELECT max(${quoted(column)}) FROM ${quoted(name)}), 1), (SELECT max(${quoted(column)}) IS NOT NULL FROM ${quoted(name)}))`, [sequence]);
}
