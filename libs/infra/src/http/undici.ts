import { createRequire } from 'node:module';
import type * as undici from 'undici';

const load = createRequire(import.meta.url);

// Of undici only its connections are used. Its front door also loads fetch, web sockets, caches and mocks: 85 ms and 14 MB of every process that asks a source.
export const Agent = load('undici/lib/dispatcher/agent.js') as typeof undici.Agent;
export const Pool = load('undici/lib/dispatcher/pool.js') as typeof undici.Pool;
export const Client = load('undici/lib/dispatcher/client.js') as typeof undici.Client;
export const buildConnector = load('undici/lib/core/connect.js') as typeof undici.buildConnector;
