import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { BadInput } from '#core/errors.js';

const FILE = 'server.json';
/** Names that this code itself lays beside server.json, and that may be there before it. */
const OURS = /^(lock|users|server\.json)(\.|$)/;

/**
 * What the data folder remembers of its server. Holds both passwords: the file is readable by its owner only.
 * `cluster`: a path below the folder `postgres`, or an absolute one where the server's account cannot reach that.
 */
const stateSchema = z.object({
  layout: z.literal(1),
  cluster: z.string().min(1),
  binaries: z.string().optional(),
  initialised: z.boolean(),
  port: z.int().min(0).max(65535),
  password: z.string().min(16),
  adminPassword: z.string().min(16),
});
export type ServerState = z.output<typeof stateSchema>;

export const newPassword = (): string => randomBytes(24).toString('base64url');

/** Reads `folder`/server.json; `null` in a folder that holds no database yet. Throws BadInput on a layout that this version does not know. */
export function readState(folder: string): ServerState | null {
  let text: string;
  try {
    text = readFileSync(join(folder, FILE), 'utf8');
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'ENOENT') throw thrown;
    const strange = readdirSync(folder).filter((name) => !OURS.test(name));
    if (strange.length === 0) return null;
    throw new BadInput(`${folder} is not a database that claque made (it holds ${strange.slice(0, 3).join(', ')}, but no ${FILE}): give another folder with --data.`);
  }
  return parseState(text, join(folder, FILE));
}

/** Throws BadInput with one sentence. `file` is its name in messages. */
export function parseState(text: string, file: string): ServerState {
  let found: unknown;
  try { found = JSON.parse(text); } catch {
    throw new BadInput(`${file} cannot be read (not JSON): restore it from a backup, or give another folder with --data.`);
  }
  const layout = (found as { layout?: unknown } | null)?.layout;
  if (layout !== 1) throw new BadInput(`${file} says layout ${JSON.stringify(layout)}, and this version of claque knows only 1: use the version that made it, or give another folder with --data.`);
  const result = stateSchema.safeParse(found);
  if (result.success) return result.data;
  throw new BadInput(`${file} is damaged (${result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')}): restore it from a backup, or give another folder with --data.`);
}

/** Replaces the file in one step. */
export function writeState(folder: string, state: ServerState): void {
  const draft = join(folder, `${FILE}.${process.pid}`);
  try {
    writeFileSync(draft, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600, flush: true });
    renameSync(draft, join(folder, FILE));
  } finally {
    rmSync(draft, { force: true });
  }
}
