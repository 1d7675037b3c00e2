import { join } from 'node:path';
import { parse } from 'csv-parse';
import { findAnomalies, type AccountHistory, type Post } from '#core/accounts/anomalies/find.js';
import type { Count } from '#core/accounts/counts.js';
import { goalOutlook } from '#core/accounts/goal.js';
import { countInterval } from '#core/accounts/precision.js';
import { localDayOf } from '#core/election/calendar.js';
import { BadInput, messageOf } from '#core/errors.js';
import type { Bound } from '#core/model.js';
import { openInput } from '#infra/files/streams.js';
import { writeWhole } from '#infra/files/whole.js';
import { csvCell } from '#publish/csv.js';
import { dayOption } from '../day.js';
import { progress } from '../progress.js';

interface Options { posts?: string; calls?: string; timeZone: string; goal?: string; by?: string; out: string }
interface Row { [column: string]: string | undefined }

/** Every account is held against every other of its platform: beyond this many that takes longer than all else. */
const MOST_PEERS = 50;

/** The platform of an account: its column, else what stands before the colon of its name; '' where nothing says, which is then taken for one platform. */
const platformOf = (row: Row): string => (row['platform']?.trim() || /^[a-z][\w-]*(?=:)/i.exec(row['account']!.trim())?.[0] || '').toLowerCase();

/** `claque accounts`: the analysis of account.measure over files, one history for each account. */
export async function run([file]: [string], options: Options): Promise<void> {
  try { localDayOf(new Date(0), options.timeZone); } catch { throw new BadInput(`--time-zone ${options.timeZone}: no such zone; give one such as Asia/Phnom_Penh`, 2); }
  const goal = options.goal === undefined ? null : Number(options.goal);
  if (goal !== null && !(Number.isSafeInteger(goal) && goal > 0)) throw new BadInput(`--goal ${options.goal}: expected a whole number above 0`, 2);
  if (options.by !== undefined && goal === null) throw new BadInput(`--by ${options.by}: a day is meant for a goal; give --goal too`, 2);
  const by = options.by === undefined ? null : dayOption('--by', options.by);

  const platforms = new Map<string, string>();
  const counts = await grouped(file, ['account', 'at', 'count'], (row, where) => { platforms.set(row['account']!.trim(), platformOf(row)); return countOf(row, where); });
  if (counts.size === 0) throw new BadInput(`${file} holds no count: expected a header with the columns account, at, count and at least one row`);
  const posts = options.posts === undefined ? new Map<string, Post[]>() : await grouped(options.posts, ['account', 'at'], (row, where): Post => ({ at: moment(row, where), views: row['views'] === undefined || row['views'] === '' ? null : wholeNumber(row, 'views', where) }));
  const calls = options.calls === undefined ? new Map<string, Date[]>() : await grouped(options.calls, ['account', 'at'], moment);
  const sharing = Map.groupBy(counts.keys(), (account) => platforms.get(account)!);
  for (const [platform, accounts] of sharing) {
    if (accounts.length > MOST_PEERS) console.error(`${accounts.length.toLocaleString('en')} accounts ${platform === '' ? 'without a platform' : `of ${platform}`}: more than ${MOST_PEERS} are not held against each other, so that what befell a whole platform at once is not told from what befell one account`);
  }
  const peersOf = (account: string): Count[][] => {
    const accounts = sharing.get(platforms.get(account)!)!;
    return accounts.length > MOST_PEERS ? [] : accounts.filter((other) => other !== account).map((other) => counts.get(other)!);
  };
  const shown = progress('accounts', counts.size);
  const found: (ReturnType<typeof findAnomalies>[number] & { account: string })[] = [];
  const goals: string[] = [];
  let done = 0;
  for (const [account, own] of counts) {
    const history: AccountHistory = { timeZone: options.timeZone, counts: own, posts: posts.get(account) ?? [], calls: calls.get(account) ?? [], peers: peersOf(account) };
    found.push(...findAnomalies(history).map((anomaly) => ({ account, ...anomaly })));
    if (goal !== null) goals.push(goalLine(account, goal, by, own, options.timeZone));
    shown.update(++done);
  }
  shown.end(done);
  const line = (cells: readonly (string | number | null)[]): string => `${cells.map(cell).join(',')}\n`;
  await writeWhole(join(options.out, 'anomalies.csv'), ['account,kind,from,to,before,after,change,least,usual,z,p_value,unexplained,takes_back,explained_by\n', ...found.map((one) => line([
    one.account, one.kind, one.from, one.to, one.before, one.after, one.change, one.least, one.usual, one.z, one.test?.p ?? null, one.unexplained ? 1 : 0, one.takesBack, one.checks.filter(({ result }) => result === 'explains').map(({ explanation }) => explanation).join(' ')]))]);
  await writeWhole(join(options.out, 'anomalies.json'), [`${JSON.stringify(found, null, 1)}\n`]);
  if (goal !== null) await writeWhole(join(options.out, 'goals.csv'), ['account,outlook,last_day,last,to_go,days_left,needed_per_day,per_day,at_deadline,low,high,expected,earliest,latest,method\n', ...goals]);
  console.error(`${counts.size.toLocaleString('en')} accounts: ${found.length.toLocaleString('en')} findings, ${found.filter(({ unexplained }) => unexplained).length.toLocaleString('en')} without an ordinary reason`);
}

function goalLine(account: string, value: number, by: string | null, counts: Count[], timeZone: string): string {
  const last = localDayOf(new Date(counts.reduce((latest, { at }) => Math.max(latest, at.getTime()), 0)), timeZone);
  const outlook = goalOutlook({ value, by }, counts, last, timeZone);
  return `${[account, outlook.outlook, outlook.last?.day ?? null, outlook.last?.value ?? null, outlook.toGo, outlook.daysLeft, outlook.neededPerDay, outlook.growth?.perDay ?? null, outlook.atDeadline?.value ?? null, outlook.atDeadline?.low ?? null,
    outlook.atDeadline?.high ?? null, outlook.expected?.day ?? null, outlook.expected?.earliest ?? null, outlook.expected?.latest ?? null, outlook.method].map(cell).join(',')}\n`;
}

/** Rows of a CSV file by account. BadInput names the line of a cell that cannot be read. */
async function grouped<T>(file: string, columns: string[], read: (row: Row, where: string) => T): Promise<Map<string, T[]>> {
  const name = file === '-' ? 'standard input' : file;
  const groups = new Map<string, T[]>();
  const input = openInput(file);
  const rows = parse({ bom: true, relax_column_count: true, info: true, skip_empty_lines: true, columns: (header: string[]) => {
    const found = header.map((column) => column.trim());
    const missing = columns.filter((column) => !found.includes(column));
    if (missing.length > 0) throw new BadInput(`${name} has no column ${missing.map((column) => `"${column}"`).join(', ')}; found: ${found.map((column) => `"${column}"`).join(', ')}`);
    return found;
  } });
  input.once('error', (error) => rows.destroy(error));
  try {
    for await (const { record, info } of input.pipe(rows) as AsyncIterable<{ record: Row; info: { lines: number } }>) {
      const where = `${name} line ${info.lines}`;
      const account = record['account']?.trim();
      if (!account) throw new BadInput(`${where} names no account`);
      const item = read(record, where);
      const group = groups.get(account);
      if (group === undefined) groups.set(account, [item]); else group.push(item);
    }
  } catch (error) {
    if (error instanceof BadInput) throw error;
    throw new BadInput(`${name}: ${messageOf(error)}`);
  }
  return groups;
}

function moment(row: Row, where: string): Date {
  const text = row['at']?.trim() ?? '';
  const at = new Date(/^\d{4}-\d{2}-\d{2}T.*(?:Z|[+-]\d{2}:?\d{2})$/.test(text) ? text : Number.NaN);
  if (Number.isNaN(at.getTime())) throw new BadInput(`${where}: at is "${text}", but must be a moment with its offset, such as 2027-03-08T23:00:00+07:00`);
  return at;
}

function wholeNumber(row: Row, column: string, where: string): number {
  const text = row[column]?.trim() ?? '';
  const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(value)) throw new BadInput(`${where}: ${column} is "${text}", but must be a whole number`);
  return value;
}

function countOf(row: Row, where: string): Count {
  const value = wholeNumber(row, 'count', where);
  const bound = (row['bound']?.trim() || '=') as Bound;
  if (!['=', '≈', '≥', '≤'].includes(bound)) throw new BadInput(`${where}: bound is "${bound}", but must be one of = ≈ ≥ ≤`);
  const given = row['low']?.trim() && row['high']?.trim() ? { low: wholeNumber(row, 'low', where), high: wholeNumber(row, 'high', where) } : countInterval(value, bound);
  if (given.low > value || given.high < value) throw new BadInput(`${where}: the count ${value} does not lie between low and high`);
  return { at: moment(row, where), value, bound, by: null, ...given };
}

/** Four decimals are more than a count of people bears. */
const cell = (value: string | number | null): string => csvCell(typeof value === 'number' ? Math.round(value * 1e4) / 1e4 : value);
