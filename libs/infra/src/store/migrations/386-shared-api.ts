import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the APIs of an installation share: how fast an address may ask, and where an API was started last. Paces are of the moment: a crash may lose them. */
export class SharedApi1790000000386 implements MigrationInterface {
  name = 'SharedApi1790000000386';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE UNLOGGED TABLE request_paces (name text PRIMARY KEY, remaining double precision NOT NULL, granted int NOT NULL, at timestamptz NOT NULL)');
    await runner.query('CREATE INDEX request_paces_at ON request_paces (at)');
    await runner.query('CREATE TABLE api_address (one boolean PRIMARY KEY DEFAULT true CHECK (one), url text NOT NULL, at timestamptz NOT NULL DEFAULT now())');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE request_paces');
    await runner.query('DROP TABLE api_address');
  }
}
