import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Documents that a platform wrote into a channel: a new name, another picture, a pinned post. */
export class ServiceMessages1790000000122 implements MigrationInterface {
  name = 'ServiceMessages1790000000122';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE documents ADD COLUMN service boolean NOT NULL DEFAULT false');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE documents DROP COLUMN service');
  }
}
