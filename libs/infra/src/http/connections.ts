import type { Agent as Dispatching, Client as Connecting, Dispatcher } from 'undici';
import { guardedConnector, type Guard, type Peer } from './connector.js';
import { Agent, Client, Pool } from './undici.js';

/** A request that is told which connection it went out on. Several are open to one origin, and their other ends may differ: only the one that brought the answer is evidence. */
export interface Witnessed extends Dispatcher.DispatchOptions { connection?: { readonly peer: Peer | null } }

/**
 * Kept-alive connections behind the guard. Each carries one request at a time, so that from the headers of an answer until its end
 * `connection.peer` of a `Witnessed` request is who sent it.
 */
export function connections(guard: Guard, options: Omit<Dispatching.Options, 'connect' | 'factory' | 'pipelining'>): Dispatcher {
  return new Agent({
    ...options, pipelining: 1,
    factory: (origin, given) => new Pool(origin, { ...given as object, factory: (base, own) => witness(base, own as Connecting.Options, guard) }),
  });
}

function witness(origin: URL, options: Connecting.Options, guard: Guard): Dispatcher {
  const connection: { peer: Peer | null } = { peer: null };
  const client = new Client(origin, { ...options, connect: guardedConnector(guard, (peer) => { connection.peer = peer; }) });
  const dispatch = client.dispatch.bind(client);
  client.dispatch = (request: Witnessed, handler) => { request.connection = connection; return dispatch(request, handler); };
  return client;
}
