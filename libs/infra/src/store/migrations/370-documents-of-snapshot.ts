import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Finds what was read from a page's snapshots: at every visit that finds it as it was, that has been seen again. */
export class DocumentsOfSnapshot1790000000370 implements MigrationInterface {
  name = 'DocumentsOfSnapshot1790000000370';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX "documents_snapshot" ON "documents" ("snapshot_id")');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "documents_snapshot"');
  }
}
