import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Bodies that a purge has taken away from every table and that are still to be taken from the evidence: a purge that is cut off is finished by the next. */
export class DoomedBodies1790000000361 implements MigrationInterface {
  name = 'DoomedBodies1790000000361';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE doomed_bodies (sha256 text PRIMARY KEY)');
    await runner.query('CREATE INDEX IF NOT EXISTS snapshots_body ON snapshots (sha256)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE doomed_bodies');
  }
}
