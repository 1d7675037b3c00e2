import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The last test of a webhook: when it was asked for, when it ended, what came back. */
export class WebhookTests1790000000385 implements MigrationInterface {
  name = 'WebhookTests1790000000385';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE webhooks ADD COLUMN test_asked_at timestamptz, ADD COLUMN test_ended_at timestamptz, ADD COLUMN test_ok boolean, ADD COLUMN test_detail text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE webhooks DROP COLUMN test_asked_at, DROP COLUMN test_ended_at, DROP COLUMN test_ok, DROP COLUMN test_detail');
  }
}
