import { randomBytes } from 'node:crypto';
import { access, constants, readFile } from 'node:fs/promises';
import pg from 'pg';
import { messageOf } from '#core/errors.js';
import type { EvidenceStore } from '#core/ports.js';
import { sha256Of } from '#core/sha256.js';
import type { Config } from '../config.js';
import { connectRedis } from '../queue/redis.js';
import { clockSkew, hostOf, MOST_SKEW_MS, openDatabase, pendingMigrations } from '../store/open.js';
import { inTime, note, ok, PATIENCE_MS, wrong, type Finding } from './finding.js';

const OLDEST_POSTGRES = 150_000;
/** A worker of all queues holds so many connections, the API so many more. */
const CONNECTIONS = 40;

/** What lies behind an error: "fetch failed" helps nobody. */
const cause = (error: unknown): string => {
  const { code, errors, cause: inner } = error as { code?: string; errors?: unknown[]; cause?: unknown };
  if (inner instanceof Error) return cause(inner);
  return messageOf(error) || (errors !== undefined && errors.length > 0 ? messageOf(errors[0]) : code ?? 'it failed without a word');
};

/** What follows from how PostgreSQL could not be reached. */
function adviceFor(error: unknown): string {
  const { code } = error as { code?: string };
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'the host of DATABASE_URL has no address: check its spelling and this machine\'s DNS';
  if (code === 'ECONNREFUSED') return 'nothing listens there: start the server, or mend host and port in DATABASE_URL';
  if (code === '28P01' || code === '28000') return 'user or password of DATABASE_URL are not taken: set them right';
  if (code === '3D000') return 'the database does not exist: create it (`CREATE DATABASE claque OWNER …`)';
  if (code === '53300') return 'it has no connection left: raise max_connections, or end what holds them';
  return 'check that a PostgreSQL server stands there, that a firewall lets this machine through, and whether it wants TLS (`?sslmode=require`)';
}

/** Reaches PostgreSQL and looks at what this product needs of it: version, rights, encoding, connections, tables, and that the clocks agree. */
export async function checkPostgres(url: string): Promise<Finding[]> {
  const check = 'PostgreSQL';
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: PATIENCE_MS, query_timeout: PATIENCE_MS, application_name: 'claque-doctor' });
  client.on('error', () => {});
  try { await inTime(client.connect(), PATIENCE_MS + 1000); } catch (error) {
    void client.end().catch(() => {});
    return [wrong(check, `${hostOf(url)} cannot be used: ${cause(error)}`, adviceFor(error))];
  }
  try {
    const { rows: [server] } = await client.query<{ version: number; name: string; encoding: string; writes: boolean; most: number; used: number; recovering: boolean; sync: string; size: string }>(
      `SELECT current_setting('server_version_num')::int AS version, current_setting('server_version') AS name, current_setting('server_encoding') AS encoding,
              has_schema_privilege('public', 'CREATE') AND has_database_privilege(current_database(), 'CREATE') AS writes, current_setting('max_connections')::int AS most,
              (SELECT count(*)::int FROM pg_stat_activity) AS used, pg_is_in_recovery() AS recovering, current_setting('synchronous_commit') AS sync, pg_size_pretty(pg_database_size(current_database())) AS size`);
    const { version, name, encoding, writes, most, used, recovering, sync, size } = server!;
    const found: Finding[] = [];
    if (version < OLDEST_POSTGRES) found.push(wrong(check, `${hostOf(url)} is PostgreSQL ${name}`, 'version 15 or later is needed'));
    if (recovering) found.push(wrong(check, `${hostOf(url)} is a standby, which takes no writes`, 'give the primary in DATABASE_URL'));
    if (encoding !== 'UTF8') found.push(wrong(check, `the database has the encoding ${encoding}, and pages are in every script`, 'create it with ENCODING \'UTF8\''));
    if (!writes) found.push(wrong(check, 'this role may not create tables and schemas here', 'make it the owner of the database'));
    if (most - used < CONNECTIONS) found.push(note(check, `${used} of ${most} connections are in use`, `a worker and the API want about ${CONNECTIONS}: raise max_connections`));
    if (sync === 'off') found.push(note(check, 'synchronous_commit is off', 'what was answered as kept may be lost with the machine: set it on'));
    return found.length > 0 ? found : [ok(check, `${hostOf(url)}, version ${name}, ${size}`)];
  } catch (error) {
    return [wrong(check, `${hostOf(url)} answers, but not as PostgreSQL should: ${cause(error)}`, adviceFor(error))];
  } finally { await inTime(client.end(), 2000).catch(() => {}); }
}

/** Whether the tables are this release's, and the clocks agree. */
export async function checkTables(url: string): Promise<Finding[]> {
  const db = await inTime(openDatabase(url, 1, PATIENCE_MS));
  try {
    const skew = await clockSkew(db);
    return [
      Math.abs(skew) > MOST_SKEW_MS ? wrong('clock', `this machine is ${(Math.abs(skew) / 1000).toFixed(0)} s ${skew > 0 ? 'ahead of' : 'behind'} the database`, 'set it right (NTP): a worker refuses to start like this') : ok('clock', `${Math.round(Math.abs(skew))} ms from the database's`),
      await pendingMigrations(db) ? note('tables', 'they are not of this release yet', 'the next start of a worker or the API brings them up to date') : ok('tables', 'of this release'),
    ];
  } finally { await db.destroy(); }
}

/** Reaches Redis and looks at what would lose jobs. */
export async function checkRedis(url: string): Promise<Finding[]> {
  const check = 'Redis';
  let opened;
  try { opened = await inTime(connectRedis(url), PATIENCE_MS + 4000); } catch (error) {
    return [wrong(check, cause(error), 'check host, port, password and TLS (`rediss://`) of QUEUE_URL, and that the server runs; without QUEUE_URL the queues are in PostgreSQL')];
  }
  const { connection, at } = opened;
  try {
    const info = await inTime(connection.info());
    const value = (name: string): string => new RegExp(`^${name}:(.*)$`, 'm').exec(info)?.[1]?.trim() ?? '';
    const found: Finding[] = [];
    if (value('maxmemory_policy') !== '' && value('maxmemory_policy') !== 'noeviction') found.push(wrong(check, `${at} evicts keys when memory is short (${value('maxmemory_policy')})`, 'set `maxmemory-policy noeviction`: an evicted job is a lost nudge'));
    if (Number.parseInt(value('redis_version'), 10) < 6) found.push(wrong(check, `${at} has version ${value('redis_version')}`, 'version 6.2 or later is needed'));
    if (value('aof_enabled') === '0') found.push(note(check, `${at} keeps no log (appendonly no)`, 'after a crash the sweep fills the queues again; with `appendonly yes` that takes no time'));
    if (value('role') === 'slave') found.push(wrong(check, `${at} is a replica, which takes no writes`, 'give the primary, or the sentinels (`redis+sentinel://`)'));
    return found.length > 0 ? found : [ok(check, `${at}, version ${value('redis_version')}`)];
  } catch (error) {
    return [wrong(check, `${at} answers, but not as Redis should: ${cause(error)}`, 'check what stands there')];
  } finally { connection.disconnect(); }
}

/** Writes a small body, reads it and takes it away again. */
export async function checkEvidence(evidence: EvidenceStore, place: string): Promise<Finding> {
  const body = randomBytes(64);
  const sha256 = sha256Of(body);
  try {
    await inTime(evidence.put(sha256, body));
    const back = await inTime(evidence.get(sha256));
    await inTime(evidence.remove(sha256));
    return Buffer.compare(back, body) === 0 ? ok('evidence', `${place} keeps what is given to it`) : wrong('evidence', `${place} gave back other bytes`, 'do not use this store');
  } catch (error) {
    return wrong('evidence', `${place} cannot be used: ${cause(error)}`, 'check that it exists, that this account may write, read and delete there, and for a bucket CLAQUE_EVIDENCE_S3, its key and region');
  }
}

/** Greets the mail server and signs in, where the address has a login; sends nothing. */
export async function checkMail(config: Config): Promise<Finding[]> {
  const found: Finding[] = [];
  if (config.smtpUrl === undefined) found.push(note('mail', 'SMTP_URL is not set', 'digests are only written to outbox/'));
  else {
    const { createTransport } = await import('nodemailer');
    const transport = createTransport(config.smtpUrl, { connectionTimeout: PATIENCE_MS, greetingTimeout: PATIENCE_MS, socketTimeout: PATIENCE_MS } as object);
    try {
      await inTime(transport.verify(), PATIENCE_MS + 2000);
      found.push(ok('mail', `${hostOf(config.smtpUrl)} takes us`));
    } catch (error) {
      const { code } = error as { code?: string };
      found.push(wrong('mail', `${hostOf(config.smtpUrl)} cannot be used: ${cause(error)}`,
        code === 'EAUTH' ? 'user or password of SMTP_URL are not taken' : code === 'ESOCKET' || code === 'ETLS' ? 'check port and TLS: smtps:// for TLS from the start (465), smtp:// for STARTTLS (587)' : 'check host and port of SMTP_URL, and that a mail server stands there'));
    } finally { transport.close(); }
    if (config.mailFrom.endsWith('localhost.localdomain')) found.push(wrong('mail', 'MAIL_FROM is not set', 'set an address whose domain allows this server to send (SPF, DKIM)'));
  }
  if (config.dkimKeyFile !== undefined) {
    const key = await readFile(config.dkimKeyFile, 'utf8').catch((error: unknown) => error as Error);
    if (typeof key !== 'string') found.push(wrong('mail', `MAIL_DKIM_KEY_FILE cannot be read: ${key.message}`, 'give this account, and no other, the right to read it'));
    else if (!/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(key)) found.push(wrong('mail', 'MAIL_DKIM_KEY_FILE holds no private key in PEM form', 'give the signing key'));
  }
  return found;
}

/** Asks the model's server for its list: costs nothing, and needs the key. */
export async function checkModel(config: Config): Promise<Finding> {
  if (config.openaiModel === undefined) return ok('model', 'off (OPENAI_MODEL is not set)');
  const base = config.openaiBaseUrl ?? 'https://api.openai.com/v1';
  try {
    const response = await fetch(`${base.replace(/\/+$/, '')}/models`, { headers: config.openaiKey === undefined ? {} : { authorization: `Bearer ${config.openaiKey}` }, redirect: 'manual', signal: AbortSignal.timeout(PATIENCE_MS) });
    const text = await inTime(response.text());
    if (response.status === 401 || response.status === 403) return wrong('model', `${hostOf(base)} refuses the key (${response.status})`, 'set OPENAI_API_KEY right; without a model the rules still read');
    if (!response.ok) return note('model', `${hostOf(base)} answers ${response.status} to a question for its models`, 'check OPENAI_BASE_URL: it usually ends in /v1');
    const names = (JSON.parse(text) as { data?: { id?: string }[] }).data?.map(({ id }) => id) ?? [];
    return names.length > 0 && !names.includes(config.openaiModel) ? wrong('model', `${hostOf(base)} knows no model "${config.openaiModel}"`, `it names ${names.slice(0, 5).join(', ')}: set OPENAI_MODEL to one of them`) : ok('model', `${config.openaiModel} at ${hostOf(base)}`);
  } catch (error) {
    const late = (error as Error).name === 'TimeoutError';
    return wrong('model', `${hostOf(base)} cannot be used: ${late ? `no answer in ${PATIENCE_MS / 1000} s` : error instanceof SyntaxError ? 'its answer is no JSON' : cause((error as Error).cause ?? error)}`, 'check OPENAI_BASE_URL, and that the server runs; without a model the rules still read');
  }
}

/** A program that a setting names. */
export async function checkProgram(setting: string, path: string | undefined): Promise<Finding[]> {
  if (path === undefined) return [];
  return access(path, constants.X_OK).then(() => [ok(setting, path)], () => [wrong(setting, `${path} is no program that this account can run`, `install it, or mend ${setting}`)]);
}
