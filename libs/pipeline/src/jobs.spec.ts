import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DETECTED_AT_A_TIME, jobs, ranges } from './jobs.js';

const ids = fc.uniqueArray(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 400 }).map((numbers) => numbers.sort((a, b) => a - b).map(String));

describe('what the sweep brings', () => {
  it('is every id once, in jobs that their payload takes', () => {
    fc.assert(fc.property(ids, (all) => {
      const parts = ranges(all, DETECTED_AT_A_TIME);
      expect(parts.flat().sort()).toEqual([...all].sort());
      for (const documents of parts) expect(jobs['document.detect'].payload.safeParse({ documents, lacking: true }).success).toBe(true);
    }));
  });

  it('is the same job whatever of its range was done meanwhile, and never that of another range', () => {
    const key = (documents: string[]): string => jobs['document.detect'].key({ documents, lacking: true });
    fc.assert(fc.property(ids, (all) => {
      const keys = ranges(all, DETECTED_AT_A_TIME).map((documents) => {
        for (let done = 1; done < documents.length; done++) expect(key(documents.slice(done))).toBe(key(documents));
        return key(documents);
      });
      expect(new Set(keys).size).toBe(keys.length);
    }));
  });

  it('does not stand in the way of what a step brings: that is known by its ids alone', () => {
    expect(jobs['document.detect'].key({ documents: ['101', '102'] })).not.toBe(jobs['document.detect'].key({ documents: ['101', '102'], lacking: true }));
    expect(jobs['document.detect'].key({ documents: ['101'] })).not.toBe(jobs['document.detect'].key({ documents: ['102'] }));
  });
});
