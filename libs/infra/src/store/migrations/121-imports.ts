import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How a snapshot came to us: fetched, or imported from whom. */
export class Imports1790000000121 implements MigrationInterface {
  name = 'Imports1790000000121';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE snapshots ADD COLUMN origin text NOT NULL DEFAULT 'fetched'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE snapshots DROP COLUMN origin');
  }
}
