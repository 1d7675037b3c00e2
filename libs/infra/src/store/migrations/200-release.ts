import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Release by people: who released, withdrew or corrected what; questions and answers; what staff were alerted of; when each recipient reads; webhooks. */
export class Release1790000000200 implements MigrationInterface {
  name = 'Release1790000000200';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('who released what is not taken away: restore a backup instead');
  }
}

const STATEMENTS = [
  // A notice about an edition goes to whoever got that edition.
  `ALTER TABLE editions ADD COLUMN withdrawn_at timestamptz, ADD COLUMN withdrawn_by text, ADD COLUMN withdrawn_why text, ADD COLUMN about_edition_id bigint`,
  `CREATE TABLE edition_log (id bigserial PRIMARY KEY, edition_id bigint NOT NULL, at timestamptz NOT NULL, did text NOT NULL, by text NOT NULL, why text)`,
  `CREATE INDEX edition_log_edition ON edition_log (edition_id, id)`,
  `CREATE TABLE corrections (id bigserial PRIMARY KEY, election_id text NOT NULL, edition_id bigint NOT NULL, text jsonb NOT NULL, by text NOT NULL, at timestamptz NOT NULL)`,
  `CREATE INDEX corrections_election ON corrections (election_id, at)`,
  `CREATE TABLE replies (id bigserial PRIMARY KEY, election_id text NOT NULL, about text, actor_id text NOT NULL, question text NOT NULL, channel text NOT NULL, asked_by text NOT NULL, asked_at timestamptz NOT NULL, deadline timestamptz, answer text, answer_language text, answered_at timestamptz)`,
  `CREATE INDEX replies_election ON replies (election_id, id)`,
  `CREATE TABLE alerted (election_id text NOT NULL, what text NOT NULL, key text NOT NULL, edition_id bigint NOT NULL, PRIMARY KEY (election_id, what, key))`,
  `ALTER TABLE recipients ADD COLUMN send_at text, ADD COLUMN suppressed_why text`,
  // Whoever holds it may open public editions where the installation shows them by link alone.
  `ALTER TABLE elections ADD COLUMN link_token text NOT NULL DEFAULT replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '')`,
  `CREATE TABLE webhooks (id bigserial PRIMARY KEY, election_id text NOT NULL, audience text NOT NULL, url text NOT NULL, secret text NOT NULL, active boolean NOT NULL DEFAULT true, created_at timestamptz NOT NULL, CONSTRAINT webhooks_key UNIQUE (election_id, audience, url))`,
  `CREATE TABLE webhook_deliveries (id bigserial PRIMARY KEY, edition_id bigint NOT NULL, webhook_id bigint NOT NULL, state text NOT NULL, attempts int NOT NULL DEFAULT 0, due_at timestamptz NOT NULL, detail text, updated_at timestamptz NOT NULL, CONSTRAINT webhook_deliveries_key UNIQUE (edition_id, webhook_id))`,
];
