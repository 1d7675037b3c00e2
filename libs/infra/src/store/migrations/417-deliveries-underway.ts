import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Deliveries that have not come to an end are few, and are asked for every minute. */
export class DeliveriesUnderway1790000000417 implements MigrationInterface {
  name = 'DeliveriesUnderway1790000000417';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX "deliveries_underway" ON deliveries ("edition_id") WHERE state IN ('pending', 'sending')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "deliveries_underway"');
  }
}
