import { fork, type ChildProcess } from 'node:child_process';
import { access, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { BadInput } from '#core/errors.js';
import { addDays } from '#core/election/calendar.js';
import type { LocalDate } from '#core/model.js';

export const COUNTRY_MAIN = fileURLToPath(new URL('../../../../demo/src/main.js', import.meta.url));
/** Days after its date on which the country still publishes. */
export const DAYS_TOLD = 8;

/** Which country a data folder holds, and what its clock showed when it was last written down; null until its past evenings have been read. */
const stateSchema = z.object({ seed: z.int().min(0), date: z.iso.date(), clock: z.iso.datetime().nullable() });
export type CountryState = z.output<typeof stateSchema>;
const stateFile = (dataDir: string): string => join(dataDir, 'demo', 'country.json');

/** The country of a data folder; null where there is none yet. */
export async function readCountry(dataDir: string): Promise<CountryState | null> {
  const text = await readFile(stateFile(dataDir), 'utf8').catch((error: NodeJS.ErrnoException) => { if (error.code === 'ENOENT') return null; throw error; });
  if (text === null) {
    // Earlier releases wrote the watchlist and the ports alone, and made another country every day.
    if (await access(join(dataDir, 'demo', 'ports.json')).then(() => true, () => false)) throw new BadInput(`${dataDir} holds the demo country of an earlier release, with which this one cannot go on: give another folder with --data, or remove ${dataDir}`);
    return null;
  }
  const state = stateSchema.safeParse(parseJson(text));
  if (!state.success) throw new BadInput(`${stateFile(dataDir)} does not say which demo country this is: give another folder with --data, or remove ${dataDir}`);
  return state.data;
}
function parseJson(text: string): unknown { try { return JSON.parse(text); } catch { return null; } }

export async function writeCountry(dataDir: string, state: CountryState): Promise<void> {
  await mkdir(dirname(stateFile(dataDir)), { recursive: true });
  await writeFile(stateFile(dataDir), `${JSON.stringify(state)}\n`);
}

/** A day on which the demo country can stand: it needs ten days before it and as many after. */
export function checkedDate(text: string): LocalDate {
  try {
    if (addDays(text, 0) === text && text >= '2000-01-01' && text <= '2099-12-31') return text;
  } catch { /* said below */ }
  throw new BadInput(`--date is "${text}": give a day of the calendar from 2000-01-01 to 2099-12-31, as YYYY-MM-DD`, 2);
}

/** Starts the country and waits until its pages answer. */
export function startCountry(args: string[]): Promise<ChildProcess> {
  return new Promise((resolve, reject) => {
    const child = fork(COUNTRY_MAIN, args, { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => { said += chunk.toString(); });
    child.stdout?.once('data', () => resolve(child));
    child.once('exit', (code) => reject(new Error(`the demo country ended (${code}): ${said.trim()}`)));
  });
}

/** Puts the country's clock to a moment, from which it runs `rate` times as fast as others; resolves when its pages show that moment. */
export function setClock(child: ChildProcess, at: Date, rate = 1): Promise<void> {
  return new Promise((resolve, reject) => {
    const gone = () => reject(new Error('the demo country ended'));
    child.once('exit', gone);
    child.on('message', function heard(raw: { clock?: unknown }) {
      if (raw.clock !== at.toISOString()) return;
      child.off('message', heard).off('exit', gone);
      resolve();
    });
    child.send({ clock: at.toISOString(), rate });
  });
}

export function endCountry(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => { child.once('exit', () => resolve()); child.kill('SIGTERM'); });
}

/** Settings that reach outside: fiction goes into nobody's bucket, mailbox or model. */
const OUTSIDE = /^(?:SMTP_URL|MAIL_|OPENAI_|YOUTUBE_|CLAQUE_EVIDENCE_|OCR_COMMAND)/;

/** The environment without what would carry the demo's fiction outside. */
export const demoEnvironment = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv => Object.fromEntries(Object.entries(env).filter(([name]) => !OUTSIDE.test(name)));
