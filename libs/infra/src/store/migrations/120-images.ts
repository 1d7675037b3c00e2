import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Images of documents and what they hold; documents that are posters or were captured by hand. */
export class Images1790000000120 implements MigrationInterface {
  name = 'Images1790000000120';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('the tables of images are not taken away: restore a backup instead');
  }
}

const STATEMENTS = [
  `CREATE TABLE images (id bigserial PRIMARY KEY, election_id text NOT NULL, document_id bigint NOT NULL, url text NOT NULL, alt text, state text NOT NULL DEFAULT 'waiting', snapshot_id bigint, sha256 text, width int, height int, hash text, codes jsonb, fault text, CONSTRAINT images_key UNIQUE (document_id, url))`,
  `CREATE INDEX images_waiting ON images (election_id, url) WHERE state = 'waiting'`,
  `CREATE INDEX images_hash ON images (hash) WHERE hash IS NOT NULL`,
  `ALTER TABLE documents ADD COLUMN codes jsonb, ADD COLUMN seen_on bigint, ADD COLUMN by_hand jsonb`,
];
