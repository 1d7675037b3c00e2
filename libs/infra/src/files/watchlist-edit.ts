import { isSeq, parseDocument } from 'yaml';
import { BadInput } from '#core/errors.js';

/** A watchlist's text with one more account at its end, everything else, comments too, as it was written. */
export function withAccount(text: string, account: { platform: string; handle: string; owner?: string; status: string }): string {
  const document = parseDocument(text);
  if (document.errors.length > 0) throw new BadInput('the watchlist in force is no YAML: put a right one into force first');
  if (!isSeq(document.get('accounts'))) document.set('accounts', document.createNode([]));
  document.addIn(['accounts'], document.createNode(account));
  return document.toString({ lineWidth: 0 });
}
