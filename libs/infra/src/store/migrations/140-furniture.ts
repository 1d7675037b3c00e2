import type { MigrationInterface, QueryRunner } from 'typeorm';

/** By what a document's paragraphs are compared with those of other pages of its source. Documents read before have none and do not count. */
export class Furniture1790000000140 implements MigrationInterface {
  name = 'Furniture1790000000140';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE documents ADD COLUMN paragraphs text[] NOT NULL DEFAULT '{}'`);
  }

  async down(): Promise<void> {
    throw new Error('what was learnt of sources is not taken away: restore a backup instead');
  }
}
