import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the model reader keeps: answers by their question, what was spent, how each document's reading ended, translations, open batches. */
export class Model1790000000180 implements MigrationInterface {
  name = 'Model1790000000180';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('the tables of the model are not taken away: restore a backup instead');
  }
}

const TABLES = [
  `CREATE TABLE model_answers (key text PRIMARY KEY, model text NOT NULL, answer jsonb NOT NULL, at timestamptz NOT NULL)`,
  // "reserved" holds tokens of a request that has not been answered yet; a crash leaves them counted as spent.
  `CREATE TABLE model_spending (id bigserial PRIMARY KEY, election_id text NOT NULL, day date NOT NULL, purpose text NOT NULL, model text NOT NULL, reserved bigint NOT NULL, prompt_tokens bigint NOT NULL DEFAULT 0, answer_tokens bigint NOT NULL DEFAULT 0, at timestamptz NOT NULL)`,
  `CREATE INDEX model_spending_day ON model_spending (day)`,
  `CREATE INDEX model_spending_election ON model_spending (election_id)`,
  `CREATE TABLE model_readings (document_id bigint NOT NULL, version int NOT NULL, state text NOT NULL, detail text, model text, dropped jsonb NOT NULL DEFAULT '{}', agreed int NOT NULL DEFAULT 0, added int NOT NULL DEFAULT 0, at timestamptz NOT NULL, PRIMARY KEY (document_id, version))`,
  `CREATE TABLE model_pauses (model text PRIMARY KEY, until timestamptz NOT NULL, failures int NOT NULL, why text NOT NULL)`,
  `CREATE TABLE model_batches (id bigserial PRIMARY KEY, election_id text NOT NULL, server_id text NOT NULL UNIQUE, spending_id bigint NOT NULL, documents bigint[] NOT NULL, state text NOT NULL DEFAULT 'working', why text, at timestamptz NOT NULL)`,
  `CREATE TABLE translations (key text NOT NULL, language text NOT NULL, text text, model text NOT NULL, at timestamptz NOT NULL, PRIMARY KEY (key, language))`,
];
