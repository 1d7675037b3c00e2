import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The index of words also holds where a document stands: its election, source, actor, language, day, and which block of ids it is in. A question for common words is then put to a few thousand of the newest documents by the
 * index alone, which reads no more of a word's list than the part about them.
 */
export class SearchInPlaces1790000000405 implements MigrationInterface {
  name = 'SearchInPlaces1790000000405';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX document_search_terms ON document_search USING gin (terms)');
    await runner.query('DROP INDEX document_search_found');
    await runner.query('DROP FUNCTION search_places(bigint, text, text, text, text, timestamptz)');
    await runner.query('ALTER TABLE document_search ALTER COLUMN terms SET STATISTICS 1000');
  }
}

const STATEMENTS = [
  // No word begins with '='. Every part is immutable by itself, so that the planner sees through the function. `store/search-windows.ts` asks by the same names.
  `CREATE FUNCTION search_places(id bigint, election text, source text, actor text, lang text, said timestamptz) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
    $$ SELECT array_to_tsvector(ARRAY['=e' || election, '=s' || source, '=a' || actor, '=l' || lang, '=d' || floor(extract(epoch FROM said) / 86400)::text, '=b' || (id >> 11)::text, '=c' || (id >> 15)::text]) $$`,
  `CREATE INDEX document_search_found ON document_search USING gin ((terms || search_places(document_id, election_id, source_id, actor_id, language, said_at))) WHERE current`,
  `DROP INDEX document_search_terms`,
  // How a question is answered no longer hangs on how often its words stand in documents: counting them took half a minute of every analysis.
  `ALTER TABLE document_search ALTER COLUMN terms SET STATISTICS 0`,
  `ALTER INDEX document_search_found ALTER COLUMN 1 SET STATISTICS 0`,
];
