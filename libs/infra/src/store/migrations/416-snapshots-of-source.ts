import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The last pages of a source are looked at whenever one is read: without looking at those of all others. */
export class SnapshotsOfSource1790000000416 implements MigrationInterface {
  name = 'SnapshotsOfSource1790000000416';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX "snapshots_of_source" ON snapshots ("election_id", "source_id", "id")');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "snapshots_of_source"');
  }
}
