import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Snapshots that a browser made of what was fetched, and how many addresses of one shape a source has. */
export class Kept1790000000110 implements MigrationInterface {
  name = 'Kept1790000000110';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE snapshots ADD COLUMN rendered jsonb');
    await runner.query('CREATE TABLE url_shapes (election_id text NOT NULL, source_id text NOT NULL, shape text NOT NULL, addresses int NOT NULL DEFAULT 0, refused bigint NOT NULL DEFAULT 0, CONSTRAINT url_shapes_key PRIMARY KEY (election_id, source_id, shape))');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE url_shapes');
    await runner.query('ALTER TABLE snapshots DROP COLUMN rendered');
  }
}
