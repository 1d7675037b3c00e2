/** What a Redis address says. `at` is for messages: hosts and ports, never the user or the password. */
export type RedisAddress = { at: string; user?: string; password?: string; tls: boolean } & (
  { form: 'server'; hosts: [Host]; database: number } | { form: 'sentinel'; hosts: Host[]; master: string; database: number } | { form: 'cluster'; hosts: Host[] });
export interface Host { host: string; port: number }

const SHAPE = /^(rediss?)(?:\+(sentinel|cluster))?:\/\/(?:([^@/]*)@)?([^@/?#]+)(?:\/([^?#]*))?$/;
const FORMS = 'redis://host:6379, redis+sentinel://host:26379,host:26379/NAME or redis+cluster://host:6379,host:6379 (rediss for TLS)';

/**
 * Reads `redis[s]://[user:password@]host[:port][/database]`, `redis[s]+sentinel://…@host[:port],host[:port]/NAME[/database]` or
 * `redis[s]+cluster://…@host[:port],…`. Throws an Error that says what is allowed and repeats nothing of the address, which may hold a password.
 */
export function parseRedisAddress(text: string): RedisAddress {
  const [, scheme, form = 'server', login = '', list = '', path = ''] = SHAPE.exec(text) ?? [];
  if (scheme === undefined) throw new Error(`must be ${FORMS}`);
  const hosts = list.split(',').map((one) => hostOf(one, form === 'sentinel' ? 26_379 : 6379));
  const colon = login.indexOf(':');
  const [user, password] = login === '' ? ['', ''] : (colon < 0 ? [login, ''] : [login.slice(0, colon), login.slice(colon + 1)]).map(decoded) as [string, string];
  const base = { at: list, tls: scheme === 'rediss', ...(user === '' ? {} : { user }), ...(password === '' ? {} : { password }) };
  if (form === 'cluster') {
    if (path !== '' && path !== '0') throw new Error('a Redis Cluster has no databases: leave out what follows its hosts');
    return { ...base, form, hosts };
  }
  if (form === 'sentinel') {
    const [master = '', database = '0', ...more] = path.split('/');
    if (master === '' || more.length > 0) throw new Error(`needs the name that the sentinels watch: ${FORMS}`);
    return { ...base, form, hosts, master: decoded(master), database: databaseOf(database) };
  }
  if (hosts.length > 1) throw new Error(`names several hosts: say whether they are sentinels or a cluster: ${FORMS}`);
  return { ...base, form: 'server', hosts: [hosts[0]!], database: databaseOf(path === '' ? '0' : path) };
}

function hostOf(text: string, port: number): Host {
  const [, six, name, given] = /^(?:\[([0-9a-fA-F:]+)\]|([^:[\]\s]+))(?::(\d{1,5}))?$/.exec(text.trim()) ?? [];
  const host = six ?? name;
  if (host === undefined || Number(given ?? port) > 65_535 || given === '0') throw new Error(`must name each host as host:port: ${FORMS}`);
  return { host, port: Number(given ?? port) };
}

function databaseOf(text: string): number {
  if (!/^\d{1,4}$/.test(text)) throw new Error('ends in a database that is no number');
  return Number(text);
}

function decoded(text: string): string {
  try { return decodeURIComponent(text); } catch { throw new Error('has a % that is not followed by two hexadecimal digits: write it as %25'); }
}
