import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When official interfaces were last asked, whatever they answered, and until when they asked to be left alone. */
export class InterfaceTries1790000000220 implements MigrationInterface {
  name = 'InterfaceTries1790000000220';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE interface_tries (election_id text NOT NULL, source_id text NOT NULL, at timestamptz NOT NULL, retry_at timestamptz, PRIMARY KEY (election_id, source_id))');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE interface_tries');
  }
}
