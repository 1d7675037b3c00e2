import type { AccountRef } from '#core/model.js';
import type { Sentence } from '#core/text/sentences.js';
import { accountFromUrl, type Mention } from '../../platforms/index.js';
import type { Prose } from '../detector.js';
import type { Ask } from './ask.js';

export interface Target extends AccountRef { owner: string | null }
/** `end`: how far the target's words reach, so that the quote holds them. */
export interface Targets { refs: AccountRef[]; end: number }

/** Where proof is to be sent is no target: "…, and send a screenshot to the Telegram group". */
const PROOF = /\b(?:and|then)\s+(?:also )?(?:send|post|put|show|upload|submit|report|forward)\b(?=[^.]{0,40}\b(?:screen|proof|photos?|pictures?|list|names?|results?|numbers?))|(?:រួច|ហើយ|ទើប)\s?(?:ហើយ)?\s?(?:ត្រូវ|សូម)?(?:ផ្ញើ|ថត|បង្ហាញ|ដាក់រូប)/;

/**
 * The accounts a call is for: those named after the asking word up to the next asking word, else before it in the sentence, else in the sentence beside it, else
 * the only account of the document. A platform's name next to an address or handle of that platform is the same target.
 */
export function targetsOf(doc: Prose, sentence: Sentence, ask: Ask, until: number, reported: boolean): Targets {
  const inSentence = doc.mentions.filter((mention) => mention.start >= sentence.start && mention.start < sentence.end);
  const proof = PROOF.exec(doc.folded.text.slice(ask.verb.end, until));
  const reach = proof === null ? until : ask.verb.end + proof.index;
  const after = inSentence.filter((mention) => mention.start >= ask.verb.end && mention.start < reach);
  const words = doc.folded.text.slice(ask.verb.end - ask.verb.start > 12 ? ask.verb.start : ask.verb.end, Math.max(ask.verb.end, Math.min(ask.end, until, ask.verb.end + 110)));
  const noun = /(?<![\w-])(channels?|pages?|groups?|fan ?page)(?![\w-])|ឆា?នែល|ឆាណែល|ប៉ុស្តិ៍|(ផេក|ទំព័រ)|គ្រុប|ក្រុម(?!គ្រួសារ|ហ៊ុន|ការងារ|ប្រឹក្សា)/.exec(words)?.[0] ?? null;
  // A page of no named platform is Facebook's, whatever else is named further on.
  let chosen = after;
  const page = noun !== null && /page|ផេក|ទំព័រ/.test(noun);
  if (chosen.length === 0) {
    const later = inSentence.filter((mention) => mention.start >= until && mention.kind !== 'name');
    const named = inSentence.filter((mention) => mention.end <= ask.verb.start);
    const exact = named.filter((mention) => mention.kind !== 'name');
    if (!(page && /share|like/.test(ask.action))) chosen = exact.length > 0 ? exact.slice(-1) : !page && later.length > 0 ? later.slice(0, 1) : page && later.length > 0 && later[0]!.ref.platform === 'facebook' ? later.slice(0, 1) : page ? [] : named.filter((mention) => mention.start >= ask.start - 60).slice(-1);
    if (chosen.length > 0 && chosen[0]!.kind === 'name' && LEFT.test(doc.folded.text.slice(Math.max(sentence.start, chosen[0]!.start - 40), chosen[0]!.end))) chosen = [];
  }
  // A post or message to pass on is itself the object, on whatever platform it stands.
  if (ask.action === 'share' && after.length === 0 && /^\s*(?:(?:this|the|our|my|that)\s+)?(?:post|message|video|photo|clip)\b|^\s?(?:សារ|វីដេអូ|រូប|ផុស)/.test(words)) return { refs: [{ platform: 'other', handle: null, url: null }], end: ask.end };
  // A poster: the platforms stand on the next line, alone.
  if (chosen.length === 0 && !reported) {
    const following = doc.sentences.find((other) => other.start >= sentence.end);
    const row = following ? doc.mentions.filter((mention) => mention.start >= following.start && mention.end <= following.end) : [];
    if (following && row.length > 0 && doc.folded.text.slice(following.start, following.end).length - row.reduce((sum, mention) => sum + mention.end - mention.start, 0) <= 4 * row.length) chosen = row;
  }
  // The address often follows in a sentence of its own.
  if (chosen.every((mention) => mention.kind === 'name') && !reported) {
    const next = doc.mentions.find((mention) => mention.start >= sentence.end && mention.start <= sentence.end + 6 && mention.kind !== 'name');
    if (next && (chosen.length === 0 || chosen.some((mention) => mention.ref.platform === next.ref.platform))) chosen = [...chosen, next];
  }
  const refs = merge(chosen);
  const end = Math.max(ask.end, ...chosen.filter((mention) => mention.start >= ask.verb.start && mention.start < sentence.end).map((mention) => mention.end));
  // "Follow MinHealth_vale on TikTok": a handle without its sign.
  const bare = refs.length === 1 && refs[0]!.handle === null && refs[0]!.url === null ? /^\s+([A-Za-z][\w.]{3,30})\s+on\s/.exec(doc.folded.cased.slice(ask.verb.end, ask.verb.end + 40))?.[1] ?? null : null;
  if (bare !== null && /_|\d|[a-z][A-Z]/.test(bare)) return { refs: [{ ...refs[0]!, handle: bare }], end };
  if (refs.length > 0) return { refs: refs.every((ref) => ref.handle === null && ref.url === null) ? refs.map((ref) => linked(doc, ref, words)) : refs, end };
  return { refs: [unnamed(doc, ask, noun, words, reported)], end };
}

/** One target per account; bare names only where no address or handle of that platform stands beside them. */
function merge(mentions: Mention[]): AccountRef[] {
  const exact = mentions.filter((mention) => mention.kind !== 'name');
  const refs: AccountRef[] = [];
  for (const { ref } of exact) {
    const same = refs.find((other) => other.platform === ref.platform && other.handle === ref.handle && (ref.handle !== null || other.url === ref.url));
    if (!same) refs.push(ref);
    else if (same.url === null) same.url = ref.url;
  }
  for (const { ref } of mentions) if (!refs.some((other) => other.platform === ref.platform)) refs.push({ ...ref });
  // "on Facebook, Telegram (t.me/x)": names without an address stay targets of their own; a name of nothing else beside one address does not.
  return refs.filter((ref, _at, all) => ref.platform !== 'other' || ref.handle !== null || ref.url !== null || all.length === 1);
}

/** A bare platform's name, with the account of a link whose own words are this call ("Join Telegram"). */
function linked(doc: Prose, ref: AccountRef, words: string): AccountRef {
  for (const { href, text } of doc.links) {
    const account = accountFromUrl(href);
    const label = text.trim().toLowerCase();
    if (account && account.platform === ref.platform && label !== '' && !/^(?:https?:|[\w.-]+\/)/.test(label) && doc.folded.text.includes(label) && label.includes(words.trim().split(/\s+/)[0] ?? '\u0000')) return account;
  }
  return ref;
}

/** Said of a platform that somebody is leaving: nobody is asked to go there. */
const LEFT = /\b(?:left|leave|leaving|quit|no longer|stop\w*|off|deleted|closed|suspended|banned)\b|ឈប់|លែង|លុប/;

function unnamed(doc: Prose, ask: Ask, noun: string | null, words: string, reported: boolean): AccountRef {
  const exact = merge(doc.mentions.filter((mention) => mention.kind !== 'name'));
  const named = [...new Set(doc.mentions.map((mention) => mention.ref.platform))];
  const page = noun !== null && /page|ផេក|ទំព័រ/.test(noun);
  const channel = noun !== null && /channel|ឆា?នែល|ឆាណែល|ប៉ុស្តិ៍/.test(noun);
  const anaphor = /^\s*(?:it|them|this|these|here|both|(?:the|this|our|my) (?:new |official )?(?:page|channel|link|group|account)s?)\b|ថ្មី|នេះ|បន្ត/.test(words) || words.trim().length < 12;
  if (!reported && exact.length === 1 && (anaphor || channel || ask.action === 'invite_others')) {
    if (!page || exact[0]!.platform === 'facebook') return exact[0]!;
  }
  if (page || /เพจ|página|trang\b|страниц|صفحة/.test(doc.folded.text.slice(ask.start, ask.end))) return { platform: 'facebook', handle: null, url: null };
  if (ask.action === 'subscribe' && !named.some((platform) => platform === 'telegram' || platform === 'other')) return { platform: named.length === 1 ? named[0]! : 'youtube', handle: null, url: null };
  // "There", "on it": what was named last.
  if (/\b(?:there|it)\b/.test(words) && !page && !channel) {
    const last = doc.mentions.findLast((mention) => mention.end <= ask.verb.start && mention.start > ask.verb.start - 300);
    if (last && !LEFT.test(doc.folded.text.slice(Math.max(0, last.start - 40), last.end))) return last.kind === 'name' || reported ? { platform: last.ref.platform, handle: null, url: null } : last.ref;
  }
  // In what others are told to follow, a channel may be of any platform.
  if (channel && reported && named.length === 0) return { platform: 'other', handle: null, url: null };
  if (channel) return { platform: named.length === 1 && named[0] !== 'facebook' ? named[0]! : 'telegram', handle: null, url: null };
  if (!reported && named.length === 1 && anaphor && ask.action !== 'share') return { platform: named[0]!, handle: null, url: null };
  if (!reported && named.length === 1 && ask.action === 'scan_qr') return { platform: named[0]!, handle: null, url: null };
  return { platform: 'other', handle: null, url: null };
}

/** Whose account it is, as the call's words name it: "X's channel", "the channel of X"; the publisher for us, our, my. */
export function ownerOf(doc: Prose, ask: Ask, end: number): string | null {
  const cased = doc.folded.cased.slice(ask.verb.end, end + 20);
  const whole = doc.folded.cased.slice(ask.start, end).replace(/\S*[./@]\S*/g, ' ');
  if (/(?<!\w)(?:us|our|my|me)(?!\w)|យើង|របស់ខ្ញុំ/i.test(whole)) return doc.actor?.name ?? null;
  const possessive = /(?:^|[\s(])((?:the |the new )?[\p{L}][\p{L}\p{M}. ]{1,40}?)['’]s? (?:\w+ ){0,3}?(?:telegram|tiktok|tik tok|facebook|youtube|twitter|x|instagram|channel|page|account|group)/iu.exec(cased) ?? /\b(?:account|channel|page|group)s? of ((?:the )?[\p{L}][\p{L}\p{M}. ]{1,40}?)(?= at |,|\.|\s(?:on|via|so|and|for|https?)|$)/iu.exec(cased) ?? /^\s((?:Samdech|the [Pp]rime [Mm]inister|the [Pp]remier|[A-Z][\w.]+(?: [A-Z][\w.]+)*))(?= (?:on|at|for|via|here|there)\b|$)/u.exec(cased);
  if (possessive) return possessive[1]!.trim().replace(/^[Tt]he (?:official |new )?/, '');
  return /(?:របស់|នៃ)\s?((?:[A-Z][\w.'-]*(?:\s(?:of|the|and|[A-Z][\w.'-]*))*)|[^\s។,"@]{2,40})/.exec(cased)?.[1] ?? /(សម្តេច[^\s។,"@]{0,24}|លោកនាយករដ្ឋមន្ត្រី)/.exec(cased)?.[1] ?? null;
}
