import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runDetectors } from '#kinds/detectors/index.js';
import { ordinaryPages } from '../../material/ordinary-pages.js';
import type { Figure, GateSet } from '../set.js';

interface Row { id: string; text: string; title?: string | null; links?: { href: string; text: string }[] | null; language?: string; published_at?: string | null; actor_hint?: { name: string; kind: string } | null; labels?: { calls: { voice: string }[] } }

/** Sides as the digest counts them, from what kind of publisher a page has. */
const SIDES: [string, RegExp][] = [['government', /ministry|official|local|school|government/], ['media', /media/], ['parties, tycoons and citizens', /./]];
const sideOf = (row: Row): string => SIDES.find(([, pattern]) => pattern.test(row.actor_hint?.kind ?? 'other'))![0];
/** What a reviewer is shown: own and reported calls. Standing lines are furniture. */
const queued = (row: Row): boolean => runDetectors({ title: row.title ?? null, text: row.text, links: row.links ?? [], language: row.language ?? '', actor: row.actor_hint ?? null, publishedAt: row.published_at ?? null })
  .some(({ observations }) => observations.some(({ kind, payload }) => kind === 'call' && (payload as { voice: string }).voice !== 'boilerplate'));

/**
 * The review queue's precision where one page in a hundred holds a call. The labelled set is mixed into ten times as many ordinary pages; pages with a call are then
 * weighed down to one in a hundred of all.
 */
const set: GateSet = {
  name: 'prevalence',
  needs: ['calls/dev.jsonl'],
  async judge(data) {
    const labelled = readFileSync(join(data, 'calls/dev.jsonl'), 'utf8').split('\n').filter((line) => line.trim() !== '').map((line) => JSON.parse(line) as Row);
    const rows: Row[] = [...labelled, ...ordinaryPages(labelled.length * 10, 2031)];
    const judged = rows.map((row) => ({ side: sideOf(row), called: (row.labels?.calls ?? []).some(({ voice }) => voice !== 'boilerplate'), flagged: queued(row) }));
    const figures: Figure[] = [];
    const at = (name: string, pages: typeof judged, floor: number) => {
      const called = pages.filter((page) => page.called).length;
      const found = pages.filter((page) => page.called && page.flagged).length;
      const without = pages.length - called;
      const alarms = pages.filter((page) => !page.called && page.flagged).length;
      const weight = (without / 99) / called;
      const precision = found * weight / (found * weight + alarms);
      figures.push({ name: `${name}: precision of the queue at 1 in 100`, value: precision, floor, of: `(${alarms} false alarms on ${without} pages without a call, ${found} of ${called} pages with one found)` });
    };
    at('all', judged, 0.8);
    for (const [side] of SIDES) at(side, judged.filter((page) => page.side === side), 0.8);
    return figures;
  },
};
export default set;
