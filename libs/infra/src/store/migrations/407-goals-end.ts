import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A goal that the watchlist no longer has, since it was corrected or taken back, is no longer one: it stays on record with when it was gone. The next watchlist that is applied says which those are. */
export class GoalsEnd1790000000407 implements MigrationInterface {
  name = 'GoalsEnd1790000000407';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE goals ADD COLUMN ended_at timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE goals DROP COLUMN ended_at');
  }
}
