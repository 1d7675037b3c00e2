/** A post of an account; `number` where the platform counts them, so that two in a row can be told to be neighbours. */
export interface DatedPost { at: Date; number: number | null }
/** `proven`: the numbers show that little or nothing was posted between; otherwise only that we hold nothing of it. */
export interface Return { lastBefore: Date; at: Date; days: number; proven: boolean }

const LONG_DAYS = 90;
/** Posts between that may have been deleted since, or belong to an album. */
const NEIGHBOURS = 10;

/** Where an account came back after a long silence, in order of time. */
export function returnsFromSilence(posts: readonly DatedPost[], longDays = LONG_DAYS): Return[] {
  const sorted = [...posts].sort((a, b) => a.at.getTime() - b.at.getTime());
  return sorted.slice(1).flatMap((post, index) => {
    const before = sorted[index]!;
    const days = (post.at.getTime() - before.at.getTime()) / 86_400_000;
    if (days < longDays) return [];
    const proven = post.number !== null && before.number !== null && post.number > before.number && post.number - before.number <= NEIGHBOURS;
    return [{ lastBefore: before.at, at: post.at, days: Math.floor(days), proven }];
  });
}
