import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The order in which people read findings: what a watched voice itself demands for a named account, and threats; then deeds; then what others report of it; last what names no account. Within one weight the newest, so that old
 * news of elsewhere comes at the end of its own.
 */
export class OrderOfReview1790000000408 implements MigrationInterface {
  name = 'OrderOfReview1790000000408';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX observations_use');
    await runner.query('DROP FUNCTION finding_use(text, jsonb, text)');
  }
}

const STATEMENTS = [
  `CREATE FUNCTION finding_use(kind text, payload jsonb, target text) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
    $$ SELECT CASE
         WHEN kind = 'threat' THEN 8
         WHEN kind = 'conduct' THEN 6
         WHEN kind IN ('goal', 'account-event', 'commitment', 'ruling') THEN 4
         WHEN kind <> 'call' THEN 3
         WHEN payload ->> 'voice' = 'boilerplate' THEN 0
         WHEN payload ->> 'voice' = 'reported' THEN CASE WHEN target IS NULL THEN 1 WHEN payload ->> 'strength' = 'invitation' THEN 2 ELSE 5 END
         WHEN target IS NULL THEN CASE payload ->> 'strength' WHEN 'mandatory' THEN 5 WHEN 'instruction' THEN 2 ELSE 1 END
         ELSE CASE payload ->> 'strength' WHEN 'mandatory' THEN 9 WHEN 'instruction' THEN 7 ELSE 4 END END $$`,
  // The index of the order before stays for processes of the release before, which may work beside this one.
  `CREATE INDEX observations_use ON observations (finding_use(kind, payload, nullif(coalesce(corrected_target, target), '')), said_at, id) WHERE current`,
];
