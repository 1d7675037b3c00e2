import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { expect, it } from 'vitest';
import { removeDatabase, startPostgres } from '#infra/embedded-postgres/index.js';
import { openDatabase, type Database } from '#infra/store/open.js';
import { Installation, startProcess, until, wait, type Process } from './installation.js';

const claque = async (args: string[], env: Record<string, string>): Promise<Process> => {
  const run = startProcess('apps/cli/src/main.js', args, env);
  await run.ended;
  return run;
};
const count = async (db: Database, table: string): Promise<number> => (await db.query<{ n: number }[]>(`SELECT count(*)::int AS n FROM ${table}`))[0]!.n;

it.each(['with', 'without'])('F20: a backup of before the note, restored %s the ledger of what left: paused until a person resumes, nobody gets a second copy, and what was purged stays gone', { timeout: 600_000 }, async (ledger) => {
  const mails: string[] = [];
  const smtp = new SMTPServer({ authOptional: true, disabledCommands: ['STARTTLS'], onData(stream, session, done) { stream.resume(); stream.on('end', () => { mails.push(...session.envelope.rcptTo.map(({ address }) => address)); done(); }); } });
  await new Promise<void>((resolve) => { smtp.listen(0, '127.0.0.1', resolve); });
  const { port } = smtp.server.address() as { port: number };
  const house = await Installation.open({ sites: 1, letters: 6, recipients: 2, settings: { SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM: 'note@mission.example' } });
  const other = mkdtempSync(join(tmpdir(), 'claque-restored-'));
  const backup = join(other, 'backup');
  const dataDir = join(other, 'data');
  let restored: Awaited<ReturnType<typeof startPostgres>> | null = null;
  let db: Database | null = null;
  try {
    // No note is composed while its queue is paused.
    expect((await claque(['pause', '--queues', 'publish', '--why', 'before the note', '--by', 'test'], house.env)).output).toContain('paused: publish');
    const first = await house.worker();
    await house.rest(180_000);
    expect(await house.count('editions')).toBe(0);
    // A letter that was last seen long ago.
    await house.db.query(`UPDATE documents SET last_seen_at = '2026-01-01' WHERE url LIKE '%/letters/0.html'`);
    await house.db.query(`UPDATE snapshots SET fetched_at = '2026-01-01' WHERE url LIKE '%/letters/0.html'`);
    await house.db.query(`UPDATE frontier SET last_visit_at = '2026-01-01' WHERE url LIKE '%/letters/0.html'`);
    const written = await claque(['backup', '--out', backup], house.env);
    expect(written.output).toMatch(/\d+ tables with [\d,]+ rows/);
    expect((await claque(['backup', '--out', backup], house.env)).output).toContain('is not empty');
    const documents = await house.count('documents');
    // The day goes on: the note leaves, and a source's first letters are purged.
    expect((await claque(['resume', '--by', 'test'], house.env)).output).toContain('resumed: publish');
    await until('two mails', () => mails.length === 2, 180_000);
    await until('deliveries that are known as sent', async () => (await house.count('deliveries', `state = 'sent'`)) === 2);
    await first.kill();
    expect((await claque(['purge', '--election', 'harbour', '--before', '2026-06-01', '--by', 'test'], house.env)).output).toMatch(/gone: 1 documents with [1-9]\d* observations/);
    for (const name of ['purges.jsonl', 'evidence/purges.jsonl']) expect(readFileSync(join(house.dataDir, name), 'utf8')).toContain('harbour');
    mkdirSync(dataDir);
    if (ledger === 'with') for (const name of ['purges.jsonl', 'sent.log']) cpSync(join(house.dataDir, name), join(dataDir, name));

    const { DATABASE_URL: _mine = '', ...settings }: Record<string, string> = { ...house.env, CLAQUE_DATA_DIR: dataDir };
    const brought = await claque(['restore', backup, '--data', dataDir], settings);
    expect((await brought.ended).code, brought.output).toBe(0);
    expect(brought.output).toContain('Everything is paused');
    expect(brought.output).toContain(ledger === 'with' ? '2 mails are known from sent.log to have left' : 'There was no sent.log');
    restored = await startPostgres({ dataDir, what: 'test' });
    db = await openDatabase(restored.url, 2);
    expect(brought.output).toContain(ledger === 'with' ? '1 purges since were done again' : 'IF ANYTHING WAS PURGED');
    expect(await count(db, 'documents')).toBe(ledger === 'with' ? documents - 1 : documents);
    expect(await count(db, `documents WHERE url LIKE '%/letters/0.html'`)).toBe(ledger === 'with' ? 0 : 1);
    expect(await count(db, 'editions')).toBe(0);
    const env = { ...settings, DATABASE_URL: restored.url };
    const second = await house.worker({ env });
    await wait(5000);
    expect(second.lines.filter(({ result }) => result !== undefined)).toEqual([]);
    expect((await claque(['resume', '--by', 'test'], env)).output).toContain('resumed: everything');
    await until('the note again', async () => (await count(db!, 'deliveries')) === 2, 180_000);
    await until('deliveries that are settled', async () => (await count(db!, `deliveries WHERE state IN ('pending', 'sending')`)) === 0);
    await wait(1000);
    expect(await db.query('SELECT DISTINCT state FROM deliveries')).toEqual([{ state: 'unknown' }]);
    expect([...mails].sort()).toEqual(['reader0@mission.example', 'reader1@mission.example']);
  } finally {
    await house.close();
    await db?.destroy();
    await restored?.stop();
    if (restored !== null) removeDatabase(dataDir);
    rmSync(other, { recursive: true, force: true });
    await new Promise<void>((resolve) => { smtp.close(() => resolve()); });
  }
});
