import { describe, expect, it } from 'vitest';
import { findCampaigns } from './find.js';
import type { CampaignContext, CampaignDocument } from './input.js';
import { objectsOf, sharedObjects } from './objects.js';

const target = 'telegram:first.citizen' as const;
const at = (hour: number) => new Date(Date.UTC(2031, 2, 3, hour));
const words = ['Join the channel of the First Citizen, friends of our rivers and lakes.', 'Colleagues must subscribe before Friday; heads of unit will report by noon.', 'For news of the roads programme everyone should read along with us.'];
function scene(documents: Omit<CampaignDocument, 'id'>[], actors = ['posts', 'works', 'lantern']) {
  const context: CampaignContext = {
    electionId: 'tarovia-2031', actors: [{ id: 'posts', kind: 'ministry', accounts: [] }, { id: 'works', kind: 'ministry', accounts: [] }, { id: 'lantern', kind: 'state-media', accounts: [] }, { id: 'radio', kind: 'state-media', accounts: [] }],
    targets: [{ key: target, ownerActorId: null, watched: true }] };
  const calls = documents.map((_document, i) => ({ observationId: String(i), documentId: String(i), actorId: actors[i]!, at: at(9 + i), target, voice: 'own' as const, strength: 'instruction' as const }));
  return { ...context, calls, documents: documents.map((document, i) => ({ ...document, id: String(i) })) };
}
const plain = (text: string, more: Partial<CampaignDocument> = {}): Omit<CampaignDocument, 'id'> => ({ text, forwardedFrom: null, ...more });
const shared = (documents: Omit<CampaignDocument, 'id'>[]) => { const { calls, documents: all } = scene(documents); return sharedObjects(calls, new Map(all.map((document) => [document.id, document]))).map(({ kind, key, members }) => ({ kind, key, members })); };

describe('objects of a document', () => {
  it('are its addresses in one form, without front pages and without the target itself', () => {
    expect(objectsOf({ id: '1', ...plain('x', { links: ['https://News.example/a/?utm_source=x#top', 'https://t.me/First.Citizen', 'https://news.example/'] }) }, target)).toEqual([{ kind: 'same link', key: 'https://news.example/a/' }]);
  });
  it('are its hashtags as one set, whatever their order and case', () => {
    expect(objectsOf({ id: '1', ...plain('#Rivers and #ទន្លេ') }, target)).toEqual(objectsOf({ id: '2', ...plain('#ទន្លេ, so #rivers') }, target));
  });
  it('are sentences that it quotes, and no short phrases', () => {
    const quotes = objectsOf({ id: '1', ...plain('He said “whoever follows this channel today will hear the truth before his neighbours do” and "soon".') }, target);
    expect(quotes).toMatchObject([{ kind: 'same quote', key: 'whoeverfollowsthischanneltodaywillhearthetruthbeforehisneighboursdo' }]);
  });
});

describe('objects that several share', () => {
  it('one picture by its bytes, and resized or compressed again', () => {
    const picture = (sha256: string, perceptual: string | null) => plain(`${sha256} text of its own`, { images: [{ sha256, perceptual }] });
    expect(shared([picture('a1', 'ffff0000ffff0000'), picture('b2', 'ffff0000ffff0003'), picture('c3', '0f0f0f0f0f0f0f0f')])).toEqual([{ kind: 'same image', key: 'a1', members: ['posts', 'works'] }]);
    expect(shared([picture('a1', null), picture('a1', null)])).toEqual([{ kind: 'same image', key: 'a1', members: ['posts', 'works'] }]);
  });
  it('a post that they forward', () => { expect(shared([plain('a', { forwardedFrom: 'firstcitizen' }), plain('b', { forwardedFrom: 'firstcitizen' })])).toEqual([{ kind: 'same forward', key: 'firstcitizen', members: ['posts', 'works'] }]); });
});

describe('a drive', () => {
  it('of two who show one poster in words of their own is one, and keeps the kinds of its links apart', () => {
    const poster = { images: [{ sha256: 'a1', perceptual: 'ffff0000ffff0000' }] };
    const [drive] = findCampaigns(scene([plain(words[0]!, poster), plain(`${words[1]} #rivers`, poster)]));
    expect(drive).toMatchObject({ members: ['posts', 'works'], links: ['same target', 'same image'], similarity: null, objects: [{ kind: 'same image', members: ['posts', 'works'], documentIds: ['0', '1'] }] });
  });
  it('of two who share hashtags alone is none', () => { expect(findCampaigns(scene([plain(`${words[0]} #rivers`), plain(`${words[1]} #rivers`)]))).toEqual([]); });
  it('takes no picture in a medium for an origin, whatever its voice', () => {
    const pictures = ['a', 'b', 'c'].map((code) => plain(`https://t.me/first.citizen?${code}`, { poster: true }));
    const three = (poster: boolean) => findCampaigns(scene(pictures.map((picture) => ({ ...picture, poster })), ['posts', 'lantern', 'radio']));
    expect(three(false)).toHaveLength(1);
    expect(three(true)).toEqual([]);
  });
  it('lists an outlet that carried the letter as an echo, and who followed how fast', () => {
    const letter = 'The ministry kindly requests all officials of every department to follow the official channel of the First Citizen without any delay whatsoever.';
    const [drive] = findCampaigns(scene([plain(letter), plain(`${letter} Heads of unit report.`), plain(letter)]));
    expect(drive!.order.map(({ actorId, role, afterMs }) => [actorId, role, afterMs / 3_600_000])).toEqual([['posts', 'origin', 0], ['works', 'origin', 1], ['lantern', 'echo', 2]]);
    expect(drive!.members).toEqual(['lantern', 'posts', 'works']);
  });
});
