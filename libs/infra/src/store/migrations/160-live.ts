import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What live clustering keeps: a log of which calls came, went or changed (written by triggers, so that no writer can forget it), how far each
 * partition of an election has been clustered, what became of campaigns, and what links their members.
 */
export class Live1790000000160 implements MigrationInterface {
  name = 'Live1790000000160';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('the log of calls is not taken away: restore a backup instead');
  }
}

const STATEMENTS = [
  // The transaction's id orders what a snapshot has not seen yet: a row of a lower number may commit later than one of a higher.
  `CREATE TABLE call_changes (id bigserial PRIMARY KEY, election_id text NOT NULL, target text NOT NULL, observation_id bigint NOT NULL, changed_in xid8 NOT NULL DEFAULT pg_current_xact_id(), changed_at timestamptz NOT NULL DEFAULT now())`,
  `CREATE INDEX call_changes_since ON call_changes (election_id, changed_in)`,
  `CREATE INDEX call_changes_old ON call_changes (changed_at)`,
  `CREATE TABLE cluster_progress (election_id text NOT NULL, partitions int NOT NULL, partition int NOT NULL, clustered_to bigint NOT NULL, changes_to bigint NOT NULL, PRIMARY KEY (election_id, partitions, partition))`,
  `CREATE TABLE campaign_lineage (id bigserial PRIMARY KEY, election_id text NOT NULL, campaign_id text NOT NULL, kind text NOT NULL, other_id text NOT NULL, at timestamptz NOT NULL)`,
  `CREATE INDEX campaign_lineage_campaign ON campaign_lineage (campaign_id)`,
  `CREATE INDEX campaign_lineage_other ON campaign_lineage (other_id)`,
  `ALTER TABLE campaigns ADD COLUMN objects jsonb NOT NULL DEFAULT '[]', ADD COLUMN joined jsonb NOT NULL DEFAULT '[]'`,
  `CREATE FUNCTION log_call_change() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE o record;
    BEGIN
      IF TG_OP = 'DELETE' THEN o := OLD; ELSE o := NEW; END IF;
      INSERT INTO call_changes (election_id, target, observation_id) VALUES (o.election_id, o.target, o.id);
      RETURN NULL;
    END $$`,
  `CREATE TRIGGER call_came AFTER INSERT ON observations FOR EACH ROW WHEN (NEW.kind = 'call' AND NEW.target IS NOT NULL) EXECUTE FUNCTION log_call_change()`,
  `CREATE TRIGGER call_went AFTER DELETE ON observations FOR EACH ROW WHEN (OLD.kind = 'call' AND OLD.target IS NOT NULL) EXECUTE FUNCTION log_call_change()`,
  `CREATE FUNCTION log_document_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO call_changes (election_id, target, observation_id) SELECT o.election_id, o.target, o.id FROM observations o WHERE o.document_id = NEW.id AND o.kind = 'call' AND o.target IS NOT NULL;
      RETURN NULL;
    END $$`,
  `CREATE TRIGGER document_changed AFTER UPDATE OF current, published_at, actor_id, forwarded_from ON documents FOR EACH ROW
     WHEN (OLD.current IS DISTINCT FROM NEW.current OR OLD.published_at IS DISTINCT FROM NEW.published_at OR OLD.actor_id IS DISTINCT FROM NEW.actor_id OR OLD.forwarded_from IS DISTINCT FROM NEW.forwarded_from) EXECUTE FUNCTION log_document_change()`,
  // A newer version of a detector has seen the document: what the older one found no longer counts.
  `CREATE FUNCTION log_detection() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO call_changes (election_id, target, observation_id) SELECT o.election_id, o.target, o.id FROM observations o
        WHERE o.document_id = NEW.document_id AND o.detector = NEW.detector AND o.detector_version < NEW.version AND o.kind = 'call' AND o.target IS NOT NULL;
      RETURN NULL;
    END $$`,
  `CREATE TRIGGER detected_anew AFTER INSERT ON detections FOR EACH ROW EXECUTE FUNCTION log_detection()`,
];
