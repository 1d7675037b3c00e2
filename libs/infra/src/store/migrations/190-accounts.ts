import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is measured of accounts: the interval of each reading, findings, what we see of their pages, and what they are set against. */
export class Accounts1790000000190 implements MigrationInterface {
  name = 'Accounts1790000000190';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('what was measured of accounts is not taken away: restore a backup instead');
  }
}

const STATEMENTS = [
  `ALTER TABLE readings ADD COLUMN low bigint, ADD COLUMN high bigint`,
  `ALTER TABLE elections ADD COLUMN population bigint, ADD COLUMN online_share double precision, ADD COLUMN watershed text`,
  `ALTER TABLE accounts ADD COLUMN replaces text`,
  `CREATE TABLE account_findings (id bigserial PRIMARY KEY, election_id text NOT NULL, class text NOT NULL, kind text NOT NULL, key text NOT NULL, account text, actor_id text, day text NOT NULL, at timestamptz NOT NULL, verdict text NOT NULL, unexplained boolean NOT NULL DEFAULT false, payload jsonb NOT NULL, document_id bigint, active boolean NOT NULL DEFAULT true, first_found_at timestamptz NOT NULL, CONSTRAINT account_findings_key UNIQUE (election_id, class, key))`,
  `CREATE INDEX account_findings_account ON account_findings (election_id, account, at)`,
  `CREATE TABLE account_states (id bigserial PRIMARY KEY, election_id text NOT NULL, account text NOT NULL, state text NOT NULL, since timestamptz NOT NULL, last timestamptz NOT NULL, checks int NOT NULL, url text NOT NULL, detail text, CONSTRAINT account_states_key UNIQUE (election_id, account, since))`,
  `CREATE TABLE account_measures (election_id text PRIMARY KEY, at timestamptz NOT NULL, readings_to bigint NOT NULL, observations_to bigint NOT NULL, migration jsonb NOT NULL)`,
];
