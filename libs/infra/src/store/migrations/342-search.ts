import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What documents are found by: words, and pieces of scripts without spaces, in one index. Documents that are there already are taken in by the sweep. */
export class Search1790000000342 implements MigrationInterface {
  name = 'Search1790000000342';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TRIGGER document_search_current ON documents');
    await runner.query('DROP FUNCTION document_search_current()');
    await runner.query('DROP TABLE document_search');
  }
}

const STATEMENTS = [
  `CREATE TABLE document_search (document_id bigint PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE, election_id text NOT NULL, source_id text NOT NULL, actor_id text NOT NULL, language text NOT NULL, said_at timestamptz NOT NULL, current boolean NOT NULL, terms tsvector NOT NULL)`,
  `CREATE INDEX document_search_terms ON document_search USING gin (terms)`,
  // What is looked up is small and read often; the statistics of terms tell rare words from common ones.
  `ALTER TABLE document_search ALTER COLUMN terms SET STATISTICS 1000`,
  `CREATE FUNCTION document_search_current() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      UPDATE document_search SET current = NEW.current, actor_id = NEW.actor_id, said_at = coalesce(NEW.published_at, NEW.first_seen_at) WHERE document_id = NEW.id;
      RETURN NULL;
    END $$`,
  `CREATE TRIGGER document_search_current AFTER UPDATE OF current, actor_id, published_at ON documents FOR EACH ROW
     WHEN (OLD.current IS DISTINCT FROM NEW.current OR OLD.actor_id IS DISTINCT FROM NEW.actor_id OR OLD.published_at IS DISTINCT FROM NEW.published_at) EXECUTE FUNCTION document_search_current()`,
];
