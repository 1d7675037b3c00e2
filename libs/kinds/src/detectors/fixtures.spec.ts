import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Link } from '#core/model.js';
import { detectors, type DetectInput, runDetectors } from './index.js';

/** One text of a detector's `fixtures.json` and all that it must find there: quotes in order, and the part of the payload that matters. */
interface Fixture { title: string; text: string; actor?: { name: string; kind: string } | null; publishedAt?: string; language?: string; links?: Link[]; codes?: string[]; pageCalls?: DetectInput['pageCalls']; watched?: DetectInput['watched']; found: ({ quote: string } & Record<string, unknown>)[] }

const folder = (id: string) => fileURLToPath(new URL(`./${id}/`, import.meta.url));

describe.each(detectors.map(({ id, kinds }) => ({ id, kinds })))('the detector $id', ({ id, kinds }) => {
  it('has a page that an analyst can read', () => { expect(existsSync(`${folder(id)}README.md`)).toBe(true); });

  const fixtures = JSON.parse(readFileSync(`${folder(id)}fixtures.json`, 'utf8')) as Fixture[];
  it.each(fixtures)('$title', ({ text, actor, publishedAt, language, links, codes, pageCalls, watched, found }) => {
    const input: DetectInput = { title: null, text, links: links ?? [], language: language ?? '', actor: actor === undefined ? { name: 'Valmere Courier', kind: 'independent-media' } : actor, publishedAt: publishedAt ?? '2031-03-05', codes: codes ?? null, pageCalls: pageCalls ?? null, watched };
    const observations = runDetectors(input).flatMap((run) => run.observations).filter(({ kind }) => kinds.includes(kind));
    expect(observations.map(({ quote }) => quote)).toEqual(found.map(({ quote }) => quote));
    for (const [at, { quote: _quote, ...payload }] of found.entries()) expect(observations[at]!.payload).toMatchObject(payload);
  });
});
