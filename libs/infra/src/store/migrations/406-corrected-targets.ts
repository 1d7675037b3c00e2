import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * People may say that words call for another account than was found. What was found stays; beside it stands what holds (`store/target.ts`), also where a later version of a detector finds the same words again, and drives are
 * judged under it.
 */
export class CorrectedTargets1790000000406 implements MigrationInterface {
  name = 'CorrectedTargets1790000000406';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('what people decided is not taken away: restore a backup instead');
  }
}

const holds = (row: string): string => `nullif(coalesce(${row}.corrected_target, ${row}.target), '')`;
const LOGGED = `INSERT INTO call_changes (election_id, target, observation_id) SELECT o.election_id, ${holds('o')}, o.id FROM observations o WHERE o.kind = 'call' AND ${holds('o')} IS NOT NULL AND`;
const STATEMENTS = [
  // Empty: no account at all. Null: as found.
  `ALTER TABLE review_decisions ADD COLUMN target text`,
  `ALTER TABLE reviews ADD COLUMN target text`,
  `CREATE INDEX reviews_target ON reviews (finding) WHERE target IS NOT NULL`,
  `ALTER TABLE observations ADD COLUMN corrected_target text`,
  `CREATE FUNCTION observation_of_review() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      NEW.corrected_target := (SELECT v.target FROM reviews v WHERE v.finding = finding_key(NEW.document_id, NEW.kind, NEW.span_start, NEW.span_end, NEW.target) AND v.target IS NOT NULL AND v.decision = 'correct' AND v.state IN ('agreed', 'settled'));
      RETURN NEW;
    END $$`,
  // What a backup brings has it already, and may come before its reviews.
  `CREATE TRIGGER observation_of_review BEFORE INSERT ON observations FOR EACH ROW WHEN (NEW.corrected_target IS NULL) EXECUTE FUNCTION observation_of_review()`,
  `CREATE OR REPLACE FUNCTION log_call_change() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE o record;
    BEGIN
      IF TG_OP = 'DELETE' THEN o := OLD; ELSE o := NEW; END IF;
      INSERT INTO call_changes (election_id, target, observation_id) VALUES (o.election_id, ${holds('o')}, o.id);
      RETURN NULL;
    END $$`,
  `CREATE OR REPLACE TRIGGER call_came AFTER INSERT ON observations FOR EACH ROW WHEN (NEW.kind = 'call' AND ${holds('NEW')} IS NOT NULL) EXECUTE FUNCTION log_call_change()`,
  `CREATE OR REPLACE TRIGGER call_went AFTER DELETE ON observations FOR EACH ROW WHEN (OLD.kind = 'call' AND ${holds('OLD')} IS NOT NULL) EXECUTE FUNCTION log_call_change()`,
  `CREATE OR REPLACE FUNCTION log_document_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      ${LOGGED} o.document_id = NEW.id;
      RETURN NULL;
    END $$`,
  `CREATE OR REPLACE FUNCTION log_detection() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      ${LOGGED} o.document_id = NEW.document_id AND o.detector = NEW.detector AND o.detector_version < NEW.version;
      RETURN NULL;
    END $$`,
  `CREATE INDEX observations_target_holds ON observations ((${holds('observations')}), said_at, id) WHERE current`,
  `DROP INDEX observations_target_said`,
];
