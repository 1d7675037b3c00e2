import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People who sign in, their sessions and one-time links; rights and expiry of keys; the audit, which nobody changes; calls that are done once. */
export class People1790000000340 implements MigrationInterface {
  name = 'People1790000000340';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('who did what is not taken away: restore a backup instead');
  }
}

const STATEMENTS = [
  `CREATE TABLE people (id bigserial PRIMARY KEY, name text NOT NULL, code text NOT NULL UNIQUE, role text NOT NULL, elections text[], password_hash text, totp_secret text, totp_pending text, totp_step bigint NOT NULL DEFAULT 0,
    active boolean NOT NULL DEFAULT true, created_at timestamptz NOT NULL DEFAULT now(), last_seen_at timestamptz)`,
  `CREATE UNIQUE INDEX people_name ON people (lower(name))`,
  // Without a person: of the first one, who does not exist yet.
  `CREATE TABLE one_time_links (hash text PRIMARY KEY, person_id bigint REFERENCES people (id), expires_at timestamptz NOT NULL, used_at timestamptz)`,
  `CREATE TABLE sessions (id bigserial PRIMARY KEY, person_id bigint NOT NULL REFERENCES people (id), hash text NOT NULL UNIQUE, previous_hash text UNIQUE, pending_hash text UNIQUE, pending_at timestamptz, rotated_at timestamptz NOT NULL DEFAULT now(), created_at timestamptz NOT NULL DEFAULT now(),
    last_used_at timestamptz NOT NULL DEFAULT now(), expires_at timestamptz NOT NULL, confirmed_at timestamptz NOT NULL DEFAULT now(), ended_at timestamptz)`,
  `CREATE INDEX sessions_person ON sessions (person_id) WHERE ended_at IS NULL`,
  // Digests of names and addresses, for a minute.
  `CREATE TABLE sign_in_tries (id bigserial PRIMARY KEY, key text NOT NULL, at timestamptz NOT NULL DEFAULT clock_timestamp())`,
  `CREATE INDEX sign_in_tries_key ON sign_in_tries (key, at)`,
  `ALTER TABLE api_keys ADD COLUMN prefix text NOT NULL DEFAULT '', ADD COLUMN elections text[], ADD COLUMN expires_at timestamptz, ADD COLUMN last_used_at timestamptz`,
  `CREATE TABLE audit (id bigserial PRIMARY KEY, at timestamptz NOT NULL, who text NOT NULL, did text NOT NULL, election_id text, about text, outcome text NOT NULL, before text, after text, previous text NOT NULL, hash text NOT NULL UNIQUE)`,
  `CREATE FUNCTION audit_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'entries of the audit are never changed or taken away'; END $$`,
  `CREATE TRIGGER audit_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION audit_is_kept()`,
  `REVOKE UPDATE, DELETE, TRUNCATE ON audit FROM PUBLIC, CURRENT_USER`,
  `CREATE TABLE once_calls (caller text NOT NULL, key text NOT NULL, request text NOT NULL, answer text, at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (caller, key))`,
  `CREATE INDEX once_calls_at ON once_calls (at)`,
];
