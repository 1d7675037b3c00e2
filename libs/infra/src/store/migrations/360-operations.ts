import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What operating an installation needs to remember: which releases may work on the tables, what is paused, mails that left before a restore, legal holds, and what was purged. */
export class Operations1790000000360 implements MigrationInterface {
  name = 'Operations1790000000360';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('what was held and purged is not forgotten: restore a backup instead');
  }
}

const STATEMENTS = [
  `CREATE TABLE release_level (one boolean PRIMARY KEY DEFAULT true CHECK (one), level int NOT NULL, works_with int NOT NULL)`,
  `INSERT INTO release_level (level, works_with) VALUES (1, 1)`,
  // While one is not resumed, workers leave that queue (null: all) alone. After a restore: mails of days since `mails_since` may have left before; where the outbox is
  // not there to say which (`hold_mails`), none of them is sent.
  `CREATE TABLE pauses (id bigserial PRIMARY KEY, queue text, why text NOT NULL, by text NOT NULL, at timestamptz NOT NULL DEFAULT now(), mails_since timestamptz, hold_mails boolean NOT NULL DEFAULT false, resumed_at timestamptz, resumed_by text)`,
  // Mails that left after the backup was made: the names of their files in the outbox.
  `CREATE TABLE sent_before (name text PRIMARY KEY)`,
  `CREATE TABLE legal_holds (id bigserial PRIMARY KEY, election_id text NOT NULL, source_id text, why text NOT NULL, by text NOT NULL, at timestamptz NOT NULL DEFAULT now(), lifted_at timestamptz, lifted_by text)`,
  `CREATE TABLE purges (id bigserial PRIMARY KEY, election_id text NOT NULL, before timestamptz NOT NULL, by text NOT NULL, at timestamptz NOT NULL DEFAULT now(), counts jsonb NOT NULL)`,
];
