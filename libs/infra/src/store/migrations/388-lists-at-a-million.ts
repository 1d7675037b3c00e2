import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Lists of a million documents give a page in milliseconds: a finding knows of its document what lists choose and order by, so that an index gives them in order; and the queue of review stands in an order of its own,
 * by how much hangs on a finding, then the newest.
 */
export class ListsAtAMillion1790000000388 implements MigrationInterface {
  name = 'ListsAtAMillion1790000000388';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of ['observation_of_document ON observations', 'observations_of_document ON documents']) await runner.query(`DROP TRIGGER ${name}`);
    for (const name of ['observation_of_document()', 'observations_of_document()']) await runner.query(`DROP FUNCTION ${name}`);
    await runner.query('DROP INDEX observations_weight');
    await runner.query('ALTER TABLE observations DROP COLUMN said_at, DROP COLUMN actor_id, DROP COLUMN source_id, DROP COLUMN language, DROP COLUMN current');
    await runner.query('DROP FUNCTION finding_weight(text, jsonb, text)');
    await runner.query('CREATE INDEX observations_weight ON observations (finding_weight(kind, payload), id)');
  }
}

const SAID = '(coalesce(published_at, first_seen_at))';
const STATEMENTS = [
  `ALTER TABLE observations ADD COLUMN said_at timestamptz, ADD COLUMN actor_id text, ADD COLUMN source_id text, ADD COLUMN language text, ADD COLUMN current boolean NOT NULL DEFAULT true`,
  `UPDATE observations o SET said_at = coalesce(d.published_at, d.first_seen_at), actor_id = d.actor_id, source_id = d.source_id, language = d.language, current = d.current FROM documents d WHERE d.id = o.document_id`,
  // What a backup brings has them already, and comes before its documents. The lock: a document that is overtaken meanwhile waits until its findings are there to be told.
  `CREATE FUNCTION observation_of_document() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NEW.said_at IS NULL THEN
        SELECT coalesce(d.published_at, d.first_seen_at), d.actor_id, d.source_id, d.language, d.current INTO NEW.said_at, NEW.actor_id, NEW.source_id, NEW.language, NEW.current FROM documents d WHERE d.id = NEW.document_id FOR SHARE;
        NEW.current := coalesce(NEW.current, true);
      END IF;
      RETURN NEW;
    END $$`,
  `CREATE TRIGGER observation_of_document BEFORE INSERT ON observations FOR EACH ROW EXECUTE FUNCTION observation_of_document()`,
  `CREATE FUNCTION observations_of_document() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      UPDATE observations SET said_at = coalesce(NEW.published_at, NEW.first_seen_at), actor_id = NEW.actor_id, language = NEW.language, current = NEW.current WHERE document_id = NEW.id;
      RETURN NULL;
    END $$`,
  `CREATE TRIGGER observations_of_document AFTER UPDATE OF current, actor_id, language, published_at, first_seen_at ON documents FOR EACH ROW
     WHEN (OLD.current IS DISTINCT FROM NEW.current OR OLD.actor_id IS DISTINCT FROM NEW.actor_id OR OLD.language IS DISTINCT FROM NEW.language OR OLD.published_at IS DISTINCT FROM NEW.published_at OR OLD.first_seen_at IS DISTINCT FROM NEW.first_seen_at)
     EXECUTE FUNCTION observations_of_document()`,
  // Threats and duties in an institution's own voice first; what asks for nothing that is named comes last.
  `CREATE FUNCTION finding_weight(kind text, payload jsonb, target text) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
    $$ SELECT CASE
         WHEN kind = 'threat' THEN 5
         WHEN kind = 'conduct' THEN 4
         WHEN kind IN ('goal', 'event', 'commitment', 'ruling') THEN 3
         WHEN kind = 'call' AND (payload ->> 'voice' = 'boilerplate' OR target IS NULL) THEN 0
         WHEN kind = 'call' THEN CASE payload ->> 'strength' WHEN 'mandatory' THEN 5 WHEN 'instruction' THEN 4 ELSE 2 END - (payload ->> 'voice' = 'reported')::int
         ELSE 1 END $$`,
  // The earlier weight stays for processes of the release before, which may work beside this one.
  `DROP INDEX observations_weight`,
  `CREATE INDEX observations_weight ON observations (finding_weight(kind, payload, target), said_at, id) WHERE current`,
  `CREATE INDEX observations_said ON observations (said_at, id) WHERE current`,
  `CREATE INDEX observations_kind_said ON observations (kind, said_at, id) WHERE current`,
  `CREATE INDEX observations_target_said ON observations (target, said_at, id) WHERE current`,
  `CREATE INDEX observations_actor_said ON observations (actor_id, said_at, id) WHERE current`,
  `CREATE INDEX observations_election ON observations (election_id, id)`,
  `CREATE INDEX documents_election_said ON documents (election_id, ${SAID}, id) WHERE current`,
  `CREATE INDEX documents_source_said ON documents (source_id, ${SAID}, id) WHERE current`,
  `CREATE INDEX documents_election ON documents (election_id, id)`,
  `CREATE INDEX readings_account ON readings (election_id, account, at, id)`,
  `CREATE INDEX readings_election ON readings (election_id, id)`,
];
