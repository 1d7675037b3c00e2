import { Cluster, Redis, type RedisOptions } from 'ioredis';
import { Refused, messageOf } from '#core/errors.js';
import { parseRedisAddress, type RedisAddress } from './redis-address.js';

/** A server that is silent for so long is taken for gone: no command of ours waits longer, the blocking one included. */
const SILENCE_MS = 30_000;
/** How long a start waits for Redis. */
const CONNECT_MS = 10_000;

/** One connection to Redis in whatever form, and how keys begin: in a cluster, all keys of a queue must stand on one node, which the braces bring about. */
export interface RedisConnection { connection: Redis | Cluster; prefixOf: (queue: string) => string; at: string }

/** Opens the connection and waits for it. Rejects with Refused, naming hosts and what is wrong, never the password. */
export async function connectRedis(url: string): Promise<RedisConnection> {
  const address = parseRedisAddress(url);
  const connection = clientOf(address);
  let last = '';
  // ioredis connects again by itself; what fails meanwhile is reported by whoever asked.
  connection.on('error', (error: Error) => { last = messageOf(error); });
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => { timer = setTimeout(() => reject(new Error(last || `no answer in ${CONNECT_MS / 1000} s`)), CONNECT_MS); });
  try {
    await Promise.race([connection.connect().then(() => connection.ping()), limit]);
  } catch (error) {
    connection.disconnect();
    throw new Refused(`cannot reach Redis at ${address.at}: ${last || messageOf(error)}`);
  } finally { clearTimeout(timer); }
  return { connection, at: address.at, prefixOf: address.form === 'cluster' ? (queue) => `{bull:${queue}}` : () => 'bull' };
}

function clientOf(address: RedisAddress): Redis | Cluster {
  const login = { ...(address.user === undefined ? {} : { username: address.user }), ...(address.password === undefined ? {} : { password: address.password }) };
  const common: RedisOptions = { ...login, maxRetriesPerRequest: null, lazyConnect: true, connectTimeout: CONNECT_MS, socketTimeout: SILENCE_MS, keepAlive: 10_000 };
  if (address.form === 'cluster') {
    return new Cluster(address.hosts.map(({ host, port }) => ({ host, port })), {
      lazyConnect: true, dnsLookup: (name, done) => done(null, name), redisOptions: { ...common, ...(address.tls ? { tls: {} } : {}) },
      clusterRetryStrategy: (times) => Math.min(100 * times, 2000),
    });
  }
  if (address.form === 'sentinel') {
    const { hosts: sentinels, master: name, database: db } = address;
    // The sentinels' own login is that of the servers: one address has one login.
    return new Redis({ ...common, sentinels, name, db, ...(address.password === undefined ? {} : { sentinelPassword: address.password }), ...(address.tls ? { tls: {}, enableTLSForSentinelMode: true, sentinelTLS: {} } : {}) });
  }
  const [{ host, port }] = address.hosts;
  return new Redis({ ...common, host, port, db: address.database, ...(address.tls ? { tls: { servername: host } } : {}) });
}
