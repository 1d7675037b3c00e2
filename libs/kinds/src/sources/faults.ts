import type { Watchlist } from '#core/election/watchlist.js';
import { sourceKinds } from './index.js';

/** Sources of a watchlist whose kind does not exist or whose settings their kind refuses. Paths as in zod's issues; messages name what is allowed. */
export function sourceFaults(watchlist: Watchlist): { path: (string | number)[]; message: string }[] {
  return watchlist.actors.flatMap((actor, at) => actor.sources.flatMap((source, index) => {
    const path = ['actors', at, 'sources', index];
    const kind = sourceKinds.find((candidate) => candidate.id === source.kind);
    if (kind === undefined) return [{ path: [...path, 'kind'], message: `"${source.kind}" is no source kind: there are ${sourceKinds.map(({ id }) => id).join(', ')}` }];
    const settings = kind.settings.safeParse(source.settings);
    if (!settings.success) return settings.error.issues.map((issue) => ({ path: [...path, 'settings', ...issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part))], message: `a source of kind ${kind.id}: ${issue.message}` }));
    // What a kind needs of the address itself shows when it says where it starts.
    try { kind.start({ url: source.url, settings: settings.data }); } catch (thrown) { return [{ path: [...path, 'url'], message: thrown instanceof Error ? thrown.message : String(thrown) }]; }
    return [];
  }));
}
