import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An edition's own secret, with which its page is opened where it is not public; why an outlet is no longer told of editions. */
export class Outlets1790000000330 implements MigrationInterface {
  name = 'Outlets1790000000330';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE editions ADD COLUMN token text NOT NULL DEFAULT replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '')`);
    await runner.query('ALTER TABLE editions ADD CONSTRAINT editions_token UNIQUE (token)');
    await runner.query('ALTER TABLE webhooks ADD COLUMN stopped_why text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE webhooks DROP COLUMN stopped_why');
    await runner.query('ALTER TABLE editions DROP COLUMN token');
  }
}
