import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people decide: readings of findings, notes, the rules they follow, whose an account is, what a drive is called and made of; pauses; tries of addresses; versions of the watchlist. */
export class Review1790000000341 implements MigrationInterface {
  name = 'Review1790000000341';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('what people decided is not taken away: restore a backup instead');
  }
}

const STATEMENTS = [
  // What a finding is, whatever version of a detector found it: a decision holds for the same words said of the same account in the same document.
  `CREATE FUNCTION finding_key(document_id bigint, kind text, span_start int, span_end int, target text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
    $$ SELECT md5(document_id::text || '|' || kind || '|' || span_start::text || '|' || span_end::text || '|' || coalesce(target, '')) $$`,
  // How much hangs on a finding: the order in which people read.
  `CREATE FUNCTION finding_weight(kind text, payload jsonb) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
    $$ SELECT CASE WHEN kind IN ('threat', 'conduct') OR payload ->> 'strength' = 'mandatory' THEN 3 WHEN kind IN ('goal', 'event', 'commitment', 'ruling') OR payload ->> 'strength' = 'instruction' THEN 2 ELSE 1 END $$`,
  `CREATE INDEX observations_weight ON observations (finding_weight(kind, payload), id)`,
  `CREATE INDEX documents_said ON documents (election_id, (coalesce(published_at, first_seen_at)))`,
  `CREATE TABLE reviews (finding text PRIMARY KEY, election_id text NOT NULL, document_id bigint NOT NULL, kind text NOT NULL, state text NOT NULL, decision text, verdict text, payload jsonb, readers text[] NOT NULL DEFAULT '{}')`,
  `CREATE INDEX reviews_state ON reviews (election_id, state)`,
  `CREATE TABLE review_decisions (id bigserial PRIMARY KEY, finding text NOT NULL, election_id text NOT NULL, observation_id bigint NOT NULL, caller text NOT NULL, by text NOT NULL, at timestamptz NOT NULL, decision text NOT NULL, verdict text, payload jsonb, why text, codebook int NOT NULL, settles boolean NOT NULL)`,
  `CREATE UNIQUE INDEX review_decisions_reader ON review_decisions (finding, caller) WHERE NOT settles`,
  `CREATE INDEX review_decisions_election ON review_decisions (election_id, codebook)`,
  `CREATE TABLE review_notes (id bigserial PRIMARY KEY, finding text NOT NULL, by text NOT NULL, at timestamptz NOT NULL, text text NOT NULL)`,
  `CREATE INDEX review_notes_finding ON review_notes (finding)`,
  `CREATE TABLE codebooks (election_id text NOT NULL, version int NOT NULL, text text NOT NULL, by text NOT NULL, at timestamptz NOT NULL, PRIMARY KEY (election_id, version))`,
  `CREATE TABLE decision_notes (id bigserial PRIMARY KEY, election_id text NOT NULL, about text NOT NULL, knew text NOT NULL, interest text NOT NULL, by text NOT NULL, at timestamptz NOT NULL)`,
  `CREATE INDEX decision_notes_about ON decision_notes (about)`,
  `CREATE TABLE account_confirmations (id bigserial PRIMARY KEY, election_id text NOT NULL, account text NOT NULL, caller text NOT NULL, by text NOT NULL, at timestamptz NOT NULL, decision text NOT NULL, owner text, status text NOT NULL, proof text NOT NULL, note text, CONSTRAINT account_confirmations_person UNIQUE (election_id, account, caller))`,
  `CREATE TABLE campaign_decisions (id bigserial PRIMARY KEY, election_id text NOT NULL, campaign_id text NOT NULL, kind text NOT NULL, other_id text, name text, actors text[] NOT NULL DEFAULT '{}', why text, by text NOT NULL, at timestamptz NOT NULL, undone_at timestamptz)`,
  `CREATE INDEX campaign_decisions_campaign ON campaign_decisions (campaign_id) WHERE undone_at IS NULL`,
  `CREATE INDEX campaign_decisions_other ON campaign_decisions (other_id) WHERE undone_at IS NULL`,
  `ALTER TABLE sources ADD COLUMN held_by text, ADD COLUMN held_why text, ADD COLUMN held_at timestamptz`,
  `ALTER TABLE recipients ADD COLUMN origin text NOT NULL DEFAULT 'watchlist'`,
  `CREATE TABLE tries (id bigserial PRIMARY KEY, election_id text NOT NULL, url text NOT NULL, kind text, state text NOT NULL DEFAULT 'waiting', asked_by text NOT NULL, asked_at timestamptz NOT NULL DEFAULT now(), ended_at timestamptz, steps jsonb NOT NULL DEFAULT '[]', found jsonb)`,
  `CREATE INDEX tries_waiting ON tries (id) WHERE state IN ('waiting', 'working')`,
  `CREATE TABLE watchlist_versions (election_id text NOT NULL, version int NOT NULL, text text NOT NULL, by text NOT NULL, at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (election_id, version))`,
  `INSERT INTO watchlist_versions (election_id, version, text, by) SELECT id, watchlist_version, watchlist_text, 'file' FROM elections`,
];
