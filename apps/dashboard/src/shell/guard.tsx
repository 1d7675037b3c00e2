import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Refusal, versionOf, type Answer, type Ask, type Given } from '../api/client.js';
import { Waiting } from '../parts/state.js';
import { messages, useWords, useWriting } from '../words/index.js';
import { termOf } from '../words/terms.js';

const words = messages({
  en: {
    by: (who: string, when: string) => `Changed meanwhile by ${who}, ${when}.`, found: 'Changed meanwhile: more was found.', again: 'What you wrote still stands here. Look at what is other, and save again if it is still right.', from: (before: string, after: string) => `${before} → ${after}`,
    fields: { name: 'name', members: 'members', calls: 'calls', active: 'found still', lastAt: 'last call', releasedAt: 'released', withdrawnAt: 'withdrawn', version: 'version', paused: 'paused', payload: 'what it says', verdict: 'verdict', check: 'readers', review: 'review' } as Record<string, string>,
  },
  km: {
    by: (who, when) => `${who} បានប្តូរក្នុងពេលនោះ ${when}។`, found: 'បានប្តូរក្នុងពេលនោះ៖ រកឃើញបន្ថែម។', again: 'អ្វីដែលអ្នកបានសរសេរនៅទីនេះដដែល។ សូមមើលអ្វីដែលប្លែក ហើយរក្សាទុកម្តងទៀត បើវានៅតែត្រឹមត្រូវ។', from: (before, after) => `${before} → ${after}`,
    fields: { name: 'ឈ្មោះ', members: 'សមាជិក', calls: 'ការអំពាវនាវ', active: 'នៅរកឃើញ', lastAt: 'ការអំពាវនាវចុងក្រោយ', releasedAt: 'បានផ្សាយ', withdrawnAt: 'បានដកវិញ', version: 'កំណែ', paused: 'ផ្អាក', payload: 'អ្វីដែលវានិយាយ', verdict: 'ការវិនិច្ឆ័យ', check: 'អ្នកអាន', review: 'ការពិនិត្យ' },
  },
});

interface Other { field: string; before: unknown; after: unknown }
/** Fields of an answer that are other than they were, but for those that nobody has a word for. */
const othersIn = (before: object, after: object): Other[] => Object.keys(after).flatMap((field) => {
  const [was, is] = [before, after].map((of) => (of as Record<string, unknown>)[field]);
  return JSON.stringify(was) === JSON.stringify(is) ? [] : [{ field, before: was, after: is }];
});
const isMoment = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value);

/**
 * Sees to it that a form changes what it showed, and not what somebody made of it meanwhile. `headers` go with the change; `error` is what came of it. Where it was refused
 * because of another change, `notice` says by whom and what is other, and the next attempt is of the new state. Where `since` changes the form begins anew.
 */
export function useGuard<K extends Ask>(id: K, given: Given<K>, error: Error | null, since?: unknown): { headers: Record<string, string>; notice: ReactNode } {
  const t = useWords(words);
  const write = useWriting();
  const cache = useQueryClient();
  const seen = useRef<{ version: string; answer: Answer<K> | undefined } | null>(null);
  const [refused, setRefused] = useState<{ by: Refusal; others: Other[] } | null>(null);
  const take = (): void => {
    const version = versionOf(id, given);
    if (version !== undefined) seen.current = { version, answer: cache.getQueryData<Answer<K>>([id, given]) };
  };
  const began = useRef(since);
  if (seen.current === null || began.current !== since) { began.current = since; take(); }
  useEffect(() => {
    if (!(error instanceof Refusal) || error.status !== 412) return;
    const before = seen.current?.answer;
    void cache.refetchQueries({ queryKey: [id, given] }).then(() => {
      take();
      setRefused({ by: error, others: before && seen.current?.answer ? othersIn(before as object, seen.current.answer as object) : [] });
    });
    // Each refusal is met once.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [error]);
  const say = (value: unknown): string => (value === null || value === undefined || value === '' ? '–' : Array.isArray(value) ? write.count(value.length) : isMoment(value) ? write.moment(value) : typeof value === 'object' ? '…' : String(value as string | number | boolean));
  const changed = refused?.by.problem?.changed;
  return {
    headers: seen.current === null ? {} : { 'If-Match': seen.current.version },
    notice: !(error instanceof Refusal) || error.status !== 412 ? null : refused?.by !== error ? <Waiting /> : (
      <div className="fault" role="alert">
        <p><b>{changed ? t.by(changed.by, write.moment(changed.at)) : t.found}</b></p>
        {refused.others.filter(({ field }) => field in t.fields).map(({ field, before, after }) => <p key={field}>{termOf(t.fields, field)}: <bdi>{t.from(say(before), say(after))}</bdi></p>)}
        <p>{t.again}</p>
      </div>
    ),
  };
}
