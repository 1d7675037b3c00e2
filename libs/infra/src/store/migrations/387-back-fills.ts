import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people asked to be read of the days before: how far back, and what was known when it began. */
export class BackFills1790000000387 implements MigrationInterface {
  name = 'BackFills1790000000387';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE back_fills (id bigserial PRIMARY KEY, election_id text NOT NULL, source_id text NOT NULL, back_to text NOT NULL, by text NOT NULL, asked_at timestamptz NOT NULL, after_address bigint NOT NULL, after_document bigint NOT NULL,
      paged_at timestamptz, ended_at timestamptz, stopped_by text)`);
    await runner.query('CREATE UNIQUE INDEX back_fills_open ON back_fills (election_id, source_id) WHERE ended_at IS NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE back_fills');
  }
}
