import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A mail is found by its Message-ID: reports of what became of it name nothing else. */
export class MailsById1790000000380 implements MigrationInterface {
  name = 'MailsById1790000000380';

  async up(runner: QueryRunner): Promise<void> { await runner.query('CREATE INDEX deliveries_message_id ON deliveries (message_id)'); }
  async down(runner: QueryRunner): Promise<void> { await runner.query('DROP INDEX deliveries_message_id'); }
}
