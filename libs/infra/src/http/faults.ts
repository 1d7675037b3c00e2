import { FetchFailed, messageOf } from '#core/errors.js';
import type { FetchOutcome } from '#core/model.js';
import { AddressRefused } from './connector.js';

const TLS = /^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH|EPROTO|CRL_|ERR_OSSL)/;

/** Names what an error of undici, of a socket or of the resolver means for the source. Anything else is thrown on. */
export function faultOf(thrown: unknown): FetchFailed {
  if (thrown instanceof FetchFailed) return thrown;
  if (thrown instanceof AddressRefused) return new FetchFailed('private-address', thrown.message);
  const code = codeOf(thrown);
  const outcome: FetchOutcome | null =
    code === 'ENOTFOUND' || code.startsWith('EAI_') || code === 'ENODATA' || code === 'ESERVFAIL' ? 'dns-failed'
    : code === 'UND_ERR_CONNECT_TIMEOUT' || code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT' || code === 'ETIMEDOUT' || code === 'ETIMEOUT' ? 'timed-out'
    : code === 'UND_ERR_HEADERS_OVERFLOW' || code === 'HPE_HEADER_OVERFLOW' ? 'too-large'
    : code.startsWith('HPE_') || (thrown instanceof Error && thrown.name === 'HTTPParserError') || code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH' || code === 'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH' || code === 'UND_ERR_INVALID_ARG' ? 'broken'
    : TLS.test(code) ? 'tls-failed'
    : /^(ECONN|EHOST|ENET|EPIPE|EADDR|EACCES|EPERM|UND_ERR_SOCKET|UND_ERR_CLOSED|UND_ERR_DESTROYED)/.test(code) ? 'connection-failed'
    : null;
  if (outcome === null) throw thrown;
  return new FetchFailed(outcome, `${messageOf(thrown)}${code && !messageOf(thrown).includes(code) ? ` (${code})` : ''}`);
}

function codeOf(thrown: unknown): string {
  for (let error = thrown, depth = 0; error instanceof Error && depth < 4; error = error.cause, depth++) {
    const { code } = error as NodeJS.ErrnoException;
    if (typeof code === 'string') return code;
    if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  }
  return '';
}
