import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What hosts answer for addresses that do not exist: null where they say so themselves. */
export class MissingPages1790000000300 implements MigrationInterface {
  name = 'MissingPages1790000000300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE hosts ADD missing_page jsonb, ADD missing_asked_at timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE hosts DROP missing_page, DROP missing_asked_at');
  }
}
