import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether the furniture of its source was known when a document was read: those read before are read once more when it is. What is there already counts as read so. */
export class FurnitureKnown1790000000310 implements MigrationInterface {
  name = 'FurnitureKnown1790000000310';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE detections ADD COLUMN furniture_known boolean NOT NULL DEFAULT true');
    await runner.query('CREATE INDEX detections_without_furniture ON detections (document_id) WHERE NOT furniture_known');
  }

  async down(): Promise<void> {
    throw new Error('what was learnt of sources is not taken away: restore a backup instead');
  }
}
