import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRedisAddress } from './redis-address.js';

describe('an address of Redis', () => {
  it('names one server, sentinels with the name they watch, or a cluster; TLS by its scheme', () => {
    expect(parseRedisAddress('redis://127.0.0.1')).toEqual({ form: 'server', at: '127.0.0.1', tls: false, hosts: [{ host: '127.0.0.1', port: 6379 }], database: 0 });
    expect(parseRedisAddress('rediss://worker:p%40ss@queue.example:6380/2')).toMatchObject({ form: 'server', tls: true, user: 'worker', password: 'p@ss', hosts: [{ host: 'queue.example', port: 6380 }], database: 2 });
    expect(parseRedisAddress('redis+sentinel://:secret@a.example,b.example:26380/claque')).toMatchObject({ form: 'sentinel', master: 'claque', password: 'secret', hosts: [{ host: 'a.example', port: 26_379 }, { host: 'b.example', port: 26_380 }] });
    expect(parseRedisAddress('rediss+cluster://[::1]:7000,[::1]:7001')).toMatchObject({ form: 'cluster', tls: true, hosts: [{ host: '::1', port: 7000 }, { host: '::1', port: 7001 }] });
  });

  it('is refused where it cannot be meant, and what is said of it repeats no password', () => {
    for (const wrong of ['http://a', 'redis:/a', 'redis://a,b', 'redis+sentinel://a:1', 'redis+cluster://a/3', 'redis://a:99999', 'redis://a:b', 'redis://a/x', 'redis://', 'redis://:hunter2@', 'redis://u:hunter2%@a', 'redis://u:hunter2@a b']) {
      expect(() => parseRedisAddress(wrong)).toThrow();
      try { parseRedisAddress(wrong); } catch (error) { expect(String(error)).not.toContain('hunter2'); }
    }
  });

  it('gives back every password that was written in percent form', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }), (password) => {
      expect(parseRedisAddress(`redis://user:${encodeURIComponent(password)}@host:1234/1`)).toMatchObject({ user: 'user', password });
    }));
  });
});
