import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When an address was fetched last, for a purge that looks whether a document stands there still. */
export class NewestOfPage1790000000390 implements MigrationInterface {
  name = 'NewestOfPage1790000000390';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX "snapshots_newest_of_page" ON snapshots ("frontier_id", "fetched_at")');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX snapshots_newest_of_page');
  }
}
