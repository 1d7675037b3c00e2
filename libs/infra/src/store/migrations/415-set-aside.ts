import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was set aside because process after process ended while it was read or judged: how often it was tried again since, and when that is next; never where null. */
export class SetAside1790000000415 implements MigrationInterface {
  name = 'SetAside1790000000415';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE set_aside (id bigserial PRIMARY KEY, snapshot_id bigint UNIQUE REFERENCES snapshots ON DELETE CASCADE, document_id bigint UNIQUE REFERENCES documents ON DELETE CASCADE,
      tries int NOT NULL DEFAULT 0, again_at timestamptz, CHECK ((snapshot_id IS NULL) <> (document_id IS NULL)))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE set_aside');
  }
}
