import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether a standing rule released a note stands in its frozen content: lists of notes say so without unpacking it. */
export class ReleasedByRule1790000000420 implements MigrationInterface {
  name = 'ReleasedByRule1790000000420';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE editions ADD COLUMN released_by_rule boolean NOT NULL DEFAULT false');
    await runner.query(`UPDATE editions SET released_by_rule = true WHERE (content #>> '{release,rule}')::boolean`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE editions DROP COLUMN released_by_rule');
  }
}
