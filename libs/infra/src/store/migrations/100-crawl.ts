import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the crawl remembers: pages' own pace, bounds of sources, a host's day, how a snapshot was got, what became of documents. */
export class Crawl1790000000100 implements MigrationInterface {
  name = 'Crawl1790000000100';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('what the crawl remembers is not taken away: restore a backup instead');
  }
}

const TABLES = [
  `ALTER TABLE frontier ADD COLUMN "pace_factor" real NOT NULL DEFAULT 1`,
  `ALTER TABLE sources ADD COLUMN "every_least_ms" bigint, ADD COLUMN "every_most_ms" bigint`,
  `ALTER TABLE hosts ADD COLUMN "day" date, ADD COLUMN "day_requests" integer NOT NULL DEFAULT 0`,
  `ALTER TABLE snapshots ADD COLUMN "request_headers" jsonb, ADD COLUMN "address" text, ADD COLUMN "resolved" jsonb, ADD COLUMN "certificate_sha256" text, ADD COLUMN "found" integer`,
  `CREATE INDEX "snapshots_of_page" ON snapshots ("frontier_id")`,
  `ALTER TABLE documents ADD COLUMN "missing_since" timestamptz, ADD COLUMN "vanished_at" timestamptz`,
  `CREATE TABLE document_events ("id" BIGSERIAL NOT NULL, "election_id" text NOT NULL, "source_id" text NOT NULL, "url" text NOT NULL, "kind" text NOT NULL, "document_id" bigint NOT NULL, "before_id" bigint, "at" timestamptz NOT NULL, "last_seen_at" timestamptz, "first_missed_at" timestamptz, CONSTRAINT "document_events_key" UNIQUE ("document_id", "kind", "at"), CONSTRAINT "PK_document_events" PRIMARY KEY ("id"))`,
  `CREATE INDEX "document_events_at" ON document_events ("election_id", "at")`,
];
