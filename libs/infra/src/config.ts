import { z } from 'zod';
import { BadInput, messageOf } from '#core/errors.js';
import { parseRedisAddress } from './queue/redis-address.js';

/** One line a setting: schema, environment name, default, help. The watchlist holds what an analyst decides; this, what an administrator decides. */
const field = <S extends z.ZodType>(env: string, schema: S, fallback: string | undefined, help: string, secret = false) => ({ env, schema, fallback, help, secret });
const url = (schemes: string[]) => z.string().refine((text) => { try { return schemes.includes(new URL(text).protocol); } catch { return false; } }, `a URL that begins with ${schemes.map((s) => `${s}//`).join(' or ')}`);
const queueAddress = z.string().superRefine((text, context) => { try { parseRedisAddress(text); } catch (error) { context.addIssue({ code: 'custom', message: messageOf(error) }); } });
const optional = <S extends z.ZodType>(schema: S) => schema.optional();
const onOff = z.enum(['on', 'off']).transform((word) => word === 'on');
const integer = (low: number, high: number) => z.coerce.number().int().min(low).max(high);

const FIELDS = {
  dataDir: field('CLAQUE_DATA_DIR', z.string(), 'data', 'Folder of the database, the evidence and outbox/.'),
  databaseUrl: field('DATABASE_URL', optional(url(['postgres:', 'postgresql:'])), undefined, 'PostgreSQL 15 or later. Without it an embedded server is started in the data folder.', true),
  queueUrl: field('QUEUE_URL', optional(queueAddress), undefined, 'Redis for the queues: `redis://host:6379`, `redis+sentinel://host:26379,host:26379/NAME`, `redis+cluster://host:6379,host:6379`; with `rediss` for TLS. Without it the queues are in PostgreSQL.', true),
  jobLock: field('CLAQUE_JOB_LOCK', integer(2, 600), '30', 'Seconds after which the jobs of a worker that died are taken up by another: at the latest after three times as many.'),
  sweep: field('CLAQUE_SWEEP', integer(2, 3600), '600', 'Seconds between two looks at the tables for what the queues have lost.'),
  databaseTimeout: field('CLAQUE_DATABASE_TIMEOUT', integer(1, 3600), '120', 'Seconds after which a statement is given up, also where the network is silent.'),
  leastFree: field('CLAQUE_LEAST_FREE', integer(0, 10_000_000), '1000', 'Megabytes: with less free space where the evidence is, no more pages are fetched, and staff are told.'),
  keepDays: field('CLAQUE_KEEP_DAYS', optional(integer(30, 36_500)), undefined, 'Days after which what was last seen longer ago is purged by itself, once a day in the election\'s own night, as `claque purge` does it. Nothing is purged by itself without it.'),
  metricsPort: field('CLAQUE_METRICS_PORT', optional(integer(1, 65535)), undefined, 'Port on which this process shows its metrics to Prometheus at `/metrics`. None without it.'),
  metricsHost: field('CLAQUE_METRICS_HOST', z.string().min(1), '127.0.0.1', 'Address of that port.'),
  traces: field('OTEL_EXPORTER_OTLP_ENDPOINT', optional(url(['http:', 'https:'])), undefined, 'Collector to which a span of each job is sent (OpenTelemetry, OTLP over HTTP with JSON), such as `http://127.0.0.1:4318`. None without it.'),
  watchlist: field('CLAQUE_WATCHLIST', optional(z.string()), undefined, 'Watchlist file that a worker writes to the database when it starts, unless it has not changed since and people put another into force after it: the file is then older, and what they put stays.'),
  secretKey: field('CLAQUE_SECRET_KEY', optional(z.string().regex(/^[A-Za-z0-9+/]{43}=$/, '32 random bytes in base64, such as `openssl rand -base64 32` gives')), undefined, 'Key under which secrets of authenticators and webhooks are kept, the same for every API and worker of an installation. Without it `installation.key` in the data folder, which is made there.', true),
  host: field('CLAQUE_HOST', z.string(), '127.0.0.1', 'Address on which the API listens.'),
  port: field('CLAQUE_PORT', integer(0, 65535), '3000', 'Port of the API and the dashboard; 0 takes a free one.'),
  baseUrl: field('CLAQUE_BASE_URL', optional(url(['http:', 'https:'])), undefined, 'Address under which readers reach this server, for links in mails.'),
  logLevel: field('LOG_LEVEL', z.enum(['error', 'warn', 'info', 'debug']), 'info', 'Least level that is logged.'),
  userAgent: field('CLAQUE_USER_AGENT', z.string().min(3), 'MediaMonitor/0.1', 'Name that sources see. A contact is added to it.'),
  contact: field('CLAQUE_CONTACT', optional(z.string()), undefined, 'URL or address in the user agent; the watchlist\'s `contact` comes first.'),
  hostBudget: field('CLAQUE_HOST_BUDGET', integer(10, 10_000_000), '20000', 'Requests that one host gets in a day (UTC) at the most, robots.txt and redirects included.'),
  warc: field('CLAQUE_WARC', onOff, 'off', 'Whether everything that is asked and answered is also written as WARC, into files of at most 1 GB below `warc/` in the folder of the evidence, one folder a day.'),
  browser: field('CLAQUE_BROWSER', optional(z.string().min(1)), undefined, 'Path of Chromium, for sources whose settings say `render` or `screenshot`. Without it they are read as fetched, and listed as a gap.'),
  browserSandbox: field('CLAQUE_BROWSER_SANDBOX', onOff, 'on', 'Chromium\'s own sandbox. It needs another account than root; `off` only in a container that is a sandbox itself.'),
  evidenceDir: field('CLAQUE_EVIDENCE_DIR', optional(z.string()), undefined, 'Folder of fetched bodies; by default `evidence` in the data folder.'),
  evidenceS3Url: field('CLAQUE_EVIDENCE_S3', optional(url(['http:', 'https:'])), undefined, 'Bucket for fetched bodies instead of a folder, on any server that speaks S3: `https://server/bucket/folder`.'),
  s3KeyId: field('CLAQUE_S3_KEY_ID', optional(z.string().min(1)), undefined, 'Key id for that bucket.'),
  s3Secret: field('CLAQUE_S3_SECRET', optional(z.string().min(1)), undefined, 'Secret key for that bucket.', true),
  s3Region: field('CLAQUE_S3_REGION', z.string().min(1), 'us-east-1', 'Region of that bucket; servers other than Amazon\'s mostly take any.'),
  editions: field('CLAQUE_EDITIONS', z.enum(['public', 'link']), 'public', 'Whether anybody may open editions released to the public, or only who has the link with the election\'s secret.'),
  smtpUrl: field('SMTP_URL', optional(url(['smtp:', 'smtps:'])), undefined, 'Server that sends the digest. Without it digests are only written to outbox/.', true),
  mailFrom: field('MAIL_FROM', z.email(), 'note@localhost.localdomain', 'Sender of the digest.'),
  mailFromName: field('MAIL_FROM_NAME', z.string(), 'Daily note', 'Sender\'s name; keep it neutral, since a phone may be seen by others.'),
  mailConnections: field('MAIL_CONNECTIONS', integer(1, 50), '4', 'Connections to that server at a time, of each worker. So many mails at the most are unknown when a worker is killed.'),
  mailReportSecret: field('MAIL_REPORT_SECRET', optional(z.string().min(16)), undefined, 'Secret of at least 16 characters with which a mail provider tells of bounces and complaints at `POST /mail-reports`. Nothing is taken there without it.', true),
  dkimDomain: field('MAIL_DKIM_DOMAIN', optional(z.string().regex(/^[a-z0-9.-]+\.[a-z]{2,}$/i, 'a domain such as example.org')), undefined, 'Domain under which mails are signed (DKIM). Needs selector and key.'),
  dkimSelector: field('MAIL_DKIM_SELECTOR', optional(z.string().regex(/^[a-z0-9._-]+$/i, 'a selector such as 2027a')), undefined, 'Selector of the signing key in the DNS.'),
  dkimKeyFile: field('MAIL_DKIM_KEY_FILE', optional(z.string()), undefined, 'File of the private signing key (PEM), readable by this process alone.'),
  openaiBaseUrl: field('OPENAI_BASE_URL', optional(url(['http:', 'https:'])), undefined, 'Any OpenAI-compatible server.'),
  openaiKey: field('OPENAI_API_KEY', optional(z.string().min(1)), undefined, 'Key of that server.', true),
  openaiModel: field('OPENAI_MODEL', optional(z.string().min(1)), undefined, 'Model that reads documents. Without it the model reader is off.'),
  openaiTokensPerDay: field('OPENAI_TOKENS_PER_DAY', integer(0, 1e12), '2000000', 'Most tokens that this installation may use in a day (UTC). What is left over waits for the next day, and the digest says so.'),
  openaiTokensPerElection: field('OPENAI_TOKENS_PER_ELECTION', integer(0, 1e13), '50000000', 'Most tokens that one election may use in all.'),
  openaiBatch: field('OPENAI_BATCH', onOff, 'off', 'Whether a large back-fill goes through the server\'s batch interface: cheaper, answered within a day.'),
  openaiTranslate: field('OPENAI_TRANSLATE', onOff, 'on', 'Whether the model also translates the quotes of a digest. Shown beside the original, marked as machine translation.'),
  openaiSummary: field('OPENAI_SUMMARY', onOff, 'on', 'Whether the model also sums up a digest in at most four sentences in English and in Khmer, each checked against the findings that it cites; what does not hold is dropped.'),
  openaiEmbeddingModel: field('OPENAI_EMBEDDING_MODEL', optional(z.string().min(1)), undefined, 'Model that places texts by meaning, for `claque similar --meaning`. Off without it.'),
  youtubeApiKey: field('YOUTUBE_API_KEY', optional(z.string().min(1)), undefined, 'Key of the YouTube Data API v3, which gives the subscribers of watched channels. Without it their public pages are read.', true),
  youtubeApiUrl: field('YOUTUBE_API_URL', url(['http:', 'https:']), 'https://www.googleapis.com/youtube/v3', 'Where that API is; another only for tests and mirrors.'),
  workerConcurrency: field('CLAQUE_CONCURRENCY', integer(1, 64), '4', 'Jobs at a time in each queue of a worker.'),
  readThreads: field('CLAQUE_READ_THREADS', integer(1, 32), '2', 'Threads that parse pages.'),
  ocrCommand: field('OCR_COMMAND', optional(z.string().min(1)), undefined, 'Program that reads scanned PDFs: PDF on standard input, text on standard output. Without it they are listed as unread.'),
  clockAt: field('CLAQUE_CLOCK_AT', optional(z.iso.datetime({ offset: true })), undefined, 'Start the clock at this moment instead of now. For demonstrations and tests.'),
  clockSince: field('CLAQUE_CLOCK_SINCE', optional(z.iso.datetime({ offset: true })), undefined, 'When that clock started; without it, with each process. Processes with the same three settings show the same time.'),
  clockRate: field('CLAQUE_CLOCK_RATE', integer(1, 3600), '1', 'Seconds that the clock advances in a second. For demonstrations.'),
};

export type Config = { -readonly [K in keyof typeof FIELDS]: z.output<(typeof FIELDS)[K]['schema']> };

/** Reads the environment once. Throws BadInput with each wrong setting: its name, what was found, what is allowed. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const config: Record<string, unknown> = {};
  const faults: string[] = [];
  for (const [name, { env: key, schema, fallback, secret }] of Object.entries(FIELDS)) {
    const found = env[key] === '' ? undefined : env[key];
    const result = schema.safeParse(found ?? fallback);
    if (result.success) config[name] = result.data;
    else faults.push(`${key} is ${secret ? 'set' : JSON.stringify(found)}, but must be: ${result.error.issues.map((issue) => issue.message).join('; ')}`);
  }
  if (faults.length > 0) throw new BadInput(faults.join('\n        '));
  return config as Config;
}

/** Settings for people to look at; of those that are given here, and secrets only as set or not. */
export const printableSettings = (config: Partial<Config>): { name: string; value: string | null; help: string; secret: boolean }[] =>
  Object.entries(FIELDS).map(([name, { env, help, secret }]) => {
    const value = config[name as keyof Config];
    return { name: env, value: value === undefined ? null : secret ? '(hidden)' : typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value), help, secret };
  });

/** One setting a line: `NAME=value  # help`. */
export function printConfig(config: Config): string {
  const lines = printableSettings(config).map(({ name, value, help }) => `${`${name}=${value ?? ''}`.padEnd(44)} # ${help}`);
  return `${lines.join('\n')}\n`;
}

/** The reference of all settings as a Markdown table, from which docs/configuration.md is made. */
export function printConfigReference(): string {
  const rows = Object.values(FIELDS).map(({ env, fallback, help, secret }) => `| \`${env}\` | ${fallback === undefined ? '' : `\`${fallback}\``} | ${help}${secret ? ' Never printed.' : ''} |`);
  return ['| setting | default | what it does |', '|---|---|---|', ...rows, ''].join('\n');
}
