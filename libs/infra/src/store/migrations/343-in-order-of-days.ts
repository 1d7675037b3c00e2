import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lists of documents and findings go by the day of what was said: two indexes give them in that order, of all and of one actor. */
export class InOrderOfDays1790000000343 implements MigrationInterface {
  name = 'InOrderOfDays1790000000343';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX IF EXISTS documents_said');
    await runner.query('CREATE INDEX documents_said ON documents ((coalesce(published_at, first_seen_at)), id) WHERE current');
    await runner.query('CREATE INDEX documents_actor ON documents (actor_id, (coalesce(published_at, first_seen_at)), id) WHERE current');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX documents_actor');
  }
}
