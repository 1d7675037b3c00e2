import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The queue of review of one kind is read in its order, too: in the index of all kinds it stood behind every weightier finding of another. */
export class ReviewByKind1790000000409 implements MigrationInterface {
  name = 'ReviewByKind1790000000409';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX observations_kind_use ON observations (kind, finding_use(kind, payload, nullif(coalesce(corrected_target, target), '')), said_at, id) WHERE current`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX observations_kind_use');
  }
}
