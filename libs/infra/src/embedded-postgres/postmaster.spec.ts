import { expect, it } from 'vitest';
import { parsePostmaster, readFailure } from './postmaster.js';
import { serverSettings } from './settings.js';
import { parseState } from './state.js';

it('postmaster.pid of a ready server is read in full', () => {
  expect(parsePostmaster('812\n/srv/claque/data/postgres/cluster\n1790000000\n40123\n\n127.0.0.1\n  1234567     32770\nready   \n'))
    .toEqual({ pid: 812, folder: '/srv/claque/data/postgres/cluster', port: 40123, status: 'ready' });
});

it('postmaster.pid that is still being written has no status, an empty one is nobody', () => {
  expect(parsePostmaster('812\n/srv/cluster\n1790000000\n40123\n')).toMatchObject({ pid: 812, status: null });
  expect(parsePostmaster('')).toBeNull();
});

it('a taken port, an old server and a full disk are told apart, in the server\'s own words', () => {
  const line = (text: string) => `2027-03-01 10:00:00.000 UTC [77] ${text}`;
  expect(readFailure([line('LOG:  could not bind IPv4 address "127.0.0.1": Address already in use'), line('FATAL:  could not create any TCP/IP sockets')].join('\n')))
    .toEqual({ cause: 'port-taken', words: 'FATAL:  could not create any TCP/IP sockets' });
  expect(readFailure(line('FATAL:  pre-existing shared memory block (key 1, ID 2) is still in use')).cause).toBe('still-in-use');
  expect(readFailure(line('FATAL:  could not write lock file "postmaster.pid": No space left on device')))
    .toEqual({ cause: 'other', words: 'FATAL:  could not write lock file "postmaster.pid": No space left on device' });
  expect(readFailure('/opt/postgres: error while loading shared libraries: libpq.so.5: cannot open shared object file').words).toContain('libpq.so.5');
});

it('the server listens on this machine only and leaves no socket file', () => {
  const settings = serverSettings(5555);
  expect(settings).toContain('listen_addresses=127.0.0.1');
  expect(settings).toContain('unix_socket_directories=');
  expect(settings).toContain('port=5555');
});

it('a state of another layout, torn or damaged is refused with the file\'s name', () => {
  expect(() => parseState('{"layout": 2}', 'data/postgres/server.json')).toThrow(/data\/postgres\/server\.json says layout 2/);
  expect(() => parseState('{"lay', 'server.json')).toThrow(/not JSON/);
  expect(() => parseState('{"layout": 1, "cluster": "cluster"}', 'server.json')).toThrow(/password/);
});
