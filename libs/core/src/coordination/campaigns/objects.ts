import { beginningOf } from '../../text/beginning.js';
import type { AccountKey, CampaignObject, LinkKind } from '../../model.js';
import { hashDistance } from '../../images/perceptual-hash.js';
import { normalUrl, siteOf } from '../../web/normal-url.js';
import { comparisonForm } from '../similar/comparison-form.js';
import { compare } from './identity.js';
import type { CampaignDocument, CampaignInputCall } from './input.js';

/** Perceptual hashes of one picture, resized or compressed again, differ in at most this many of 64 bits. */
const PICTURE_BITS = 8;
/** A quotation shorter than this in comparison form is a phrase, not a sentence. */
const LEAST_QUOTE = 32;

/** An object of a document: two documents with the same kind and key share it. */
export interface DocumentObject { kind: LinkKind; key: string }

/**
 * What a document can share with another, beside the account it calls for and its text as a whole: addresses (normalised; the target's own address is the
 * target again, and left out), images by their bytes, the set of its hashtags, the post it forwards, sentences it quotes.
 */
export function objectsOf(document: CampaignDocument, target: AccountKey): DocumentObject[] {
  const objects = new Map<string, DocumentObject>();
  const add = (kind: LinkKind, key: string): void => { objects.set(`${kind} ${key}`, { kind, key }); };
  const handle = target.slice(target.indexOf(':') + 1).toLowerCase();
  for (const href of document.links ?? []) {
    const url = normalUrl(href);
    // A front page is no evidence: everybody links to it.
    if (url !== null && !url.toLowerCase().includes(handle) && url.replace(/^https?:\/\//, '').replace(/\/$/, '') !== siteOf(url)) add('same link', url);
  }
  for (const { sha256 } of document.images ?? []) add('same image', sha256);
  const tags = [...new Set([...document.text.matchAll(/#[\p{L}\p{M}\p{N}_]+/gu)].map(([tag]) => tag.normalize('NFKC').toLowerCase()))].sort(compare);
  if (tags.length > 0) add('same hashtags', tags.join(' '));
  if (document.forwardedFrom !== null) add('same forward', document.forwardedFrom);
  for (const [, , quote] of document.text.matchAll(/(["«“„])([^"»”“«]{20,600})["»”]/gu)) {
    const form = comparisonForm(quote!);
    if (form.length >= LEAST_QUOTE) add('same quote', beginningOf(form, 200));
  }
  return [...objects.values()];
}

/** Objects that two actors or more share among the calls of one target, by kind and then by key. `calls` in order of time. */
export function sharedObjects(calls: readonly CampaignInputCall[], documents: ReadonlyMap<string, CampaignDocument>): CampaignObject[] {
  const holders = new Map<string, { object: DocumentObject; members: Set<string>; documents: Set<string> }>();
  const pictures: { hash: string; sha256: string }[] = [];
  const samePicture = new Map<string, string>();
  for (const { documentId, actorId, target } of calls) {
    const document = documents.get(documentId);
    if (document === undefined) continue;
    for (const image of document.images ?? []) {
      if (image.perceptual === null || samePicture.has(image.sha256)) continue;
      const hash = image.perceptual;
      const like = pictures.find((other) => hashDistance(other.hash, hash) <= PICTURE_BITS);
      samePicture.set(image.sha256, like?.sha256 ?? image.sha256);
      if (like === undefined) pictures.push({ hash, sha256: image.sha256 });
    }
    for (const found of objectsOf(document, target)) {
      const object = found.kind === 'same image' ? { ...found, key: samePicture.get(found.key) ?? found.key } : found;
      const at = `${object.kind} ${object.key}`;
      const held = holders.get(at) ?? { object, members: new Set<string>(), documents: new Set<string>() };
      held.members.add(actorId);
      held.documents.add(documentId);
      holders.set(at, held);
    }
  }
  return [...holders.values()].filter(({ members }) => members.size > 1)
    .map(({ object, members, documents: ids }): CampaignObject => ({ ...object, members: [...members].sort(compare), documentIds: [...ids].sort(compare) }))
    .sort((a, b) => compare(a.kind, b.kind) || compare(a.key, b.key));
}
