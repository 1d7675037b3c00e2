import { BadInput } from '#core/errors.js';
import type { Watchlist } from '#core/election/watchlist.js';
import { loadWatchlist } from '#infra/files/watchlist.js';
import type { Database, Sql } from '#infra/store/open.js';
import { applyWatchlist, newerThanFile } from '#infra/store/watchlist.js';
import { accountUrl, counterOf } from '#kinds/platforms/index.js';
import { sourceFaults } from '#kinds/sources/faults.js';
import { sourceKindOf, type FrontierLink } from '#kinds/sources/index.js';

const role = ({ why }: FrontierLink) => (why === 'counter' ? 'counter' as const : 'start' as const);

/** Where an account is counted: at the page the watchlist gives, else at the platform's own. Telegram's pages have a kind of their own. */
export function counterSource({ platform, handle, counterUrl }: { platform: string; handle: string; counterUrl: string | undefined }): { kind: string; url: string; settings: Record<string, unknown> } | null {
  if (platform === 'telegram') return { kind: 'telegram-channel', url: counterUrl ?? accountUrl({ platform, handle, url: null })!, settings: {} };
  const counter = counterOf(platform);
  const url = counterUrl ?? counter?.page?.(handle) ?? accountUrl({ platform, handle, url: null });
  return counter === null || url === null ? null : { kind: 'account-counter', url, settings: { platform, handle } };
}

/** Writes a watchlist into the store: its sources' start addresses become due. BadInput for a source kind or setting that does not exist. Returns the version. */
export async function putWatchlist(db: Sql, watchlist: Watchlist, text: string, by = 'file'): Promise<number> {
  return applyWatchlist(db, watchlist, text, (source) => {
    const kind = sourceKindOf(source.kind);
    const settings = kind.settings.safeParse(source.settings);
    if (!settings.success) throw new BadInput(`the settings of ${source.url} do not fit its kind "${source.kind}": ${settings.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')}`);
    return kind.start({ url: source.url, settings: settings.data })
      .filter((link) => !source.counterOnly || link.why === 'counter' || link.url === source.url)
      .map((link) => ({ host: new URL(link.url).host, url: link.url, role: source.counterOnly ? 'counter' as const : role(link), why: 'watchlist', depth: 0, priority: link.priority }));
  }, counterSource, by);
}

/**
 * Loads, checks and writes a watchlist file; of several processes that start at once, one after the other. A file that has not changed since it was last written does not undo what people
 * put into force after it: `kept` says that it is older than what is in force.
 */
export async function putWatchlistFile(db: Database, file: string): Promise<{ electionId: string; version: number; kept: boolean }> {
  const { watchlist, text } = await loadWatchlist(file, sourceFaults);
  const electionId = watchlist.election.id;
  return db.transaction(async (tx) => {
    const inForce = await newerThanFile(tx, electionId, text);
    return inForce === null ? { electionId, version: await putWatchlist(tx, watchlist, text), kept: false } : { electionId, version: inForce, kept: true };
  });
}
