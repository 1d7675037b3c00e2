import type { PlatformId } from '#core/model.js';
import { findDates, findWeekdays } from '#core/text/dates.js';
import { accountIn, accountWords } from '../account-words.js';
import { clauseOf } from '../clauses.js';
import { type Detector, type Found, isKhmer, observe, type Prose } from '../detector.js';
import { eventsElsewhere } from './elsewhere.js';
import { englishEvents } from './english.js';
import type { EventKind } from './event.js';
import { khmerEvents } from './khmer.js';

/**
 * What an `account-event` observation holds. `date` is a day (`YYYY-MM-DD`), month or year, as the text states it; null where it states none. "Deleted" and
 * "banned" are what the text says, never what we saw.
 */
export interface AccountEventPayload { kind: EventKind; platform: PlatformId; handle: string | null; owner: string | null; date: string | null; }

/** What happened to an account, in Khmer. */
const HAPPENED: Record<EventKind, string> = { created: 'ត្រូវបានបង្កើត', deleted: 'ត្រូវបានម្ចាស់លុប ឬបិទ', deactivated: 'ត្រូវបានបិទដំណើរការ', reactivated: 'ដំណើរការវិញ', suspended: 'ត្រូវបានព្យួរ', banned: 'ត្រូវបានបណ្តាញដកចេញ', moved: 'គឺជាកន្លែងដែលគេផ្លាស់មក', renamed: 'បានប្តូរឈ្មោះ' };

/** No rule can find an event in a text without one of these. */
const ANY = /ed\b|\b(?:gone|live|online|again|calls|called|goes|went|put|ate|exists?|history|got|back|i'm|i am|we are|we're|off|is on|up)\b|froze|shut|kicked|took|taken|set up|back |moving|switching|shifting|migrating|new |left |quit |លុប|បិទ|បើក|បង្កើត|ព្យួរ|ផ្អាក|ផ្លាស់|ប្តូរ|ងាក|ត្រឡប់|វិលមក|ថ្មី|(?:ban|block|delete)|ប្លុក|ដក|សម្ពោធ|[^\u0000-\u024f\u1780-\u17ff]|[à-ÿ]/;
/** More than this in one text is a list or an attack. */
const MOST = 100;

/** Statements that an account was opened, closed, suspended, banned, brought back, renamed, or left for another platform. */
export const accountEvent: Detector = {
  id: 'account-event',
  version: 4,
  kinds: ['account-event'],
  why: { km: ({ kind, platform }: AccountEventPayload) => `អត្ថបទថា គណនី${platform === 'other' ? '' : ` ${platform}`} ${HAPPENED[kind]}` },
  detect(doc) {
    if (doc.service) return [];
    const { text } = doc.folded;
    if (/^(?:en|km|und)$/.test(doc.language) && !ANY.test(text)) return [];
    const words = accountWords(doc);
    if (words.length === 0) return [];
    const found: Found[] = [];
    const seen = new Set<string>();
    let last = Number.NEGATIVE_INFINITY;
    for (const sentence of doc.sentences) {
      if (found.length >= MOST) break;
      const afterEvent = sentence.start - last < 160;
      const khmer = isKhmer(doc, sentence);
      const stated = khmer ? khmerEvents(doc, sentence, words, afterEvent) : doc.language === 'en' || doc.language === 'und' ? englishEvents(doc, sentence, words, afterEvent) : eventsElsewhere(doc, sentence, words);
      for (const { kind, said, about, rule } of stated) {
        const clause = clauseOf(text, sentence, said);
        const { platform, handle } = about ? accountIn(doc, words, about.start, about.end) : accountIn(doc, words, clause.start, clause.end);
        const key = `${kind}:${platform}:${sentence.start}`;
        if (seen.has(key)) continue;
        seen.add(key);
        // "…, and opened one: tiktok.com/@x".
        const start = kind === 'created' && /\band (?:then |have |has |now )*$/.test(text.slice(clause.start, said.start)) ? said.start : clause.start;
        const range = { start, end: about && about.end > clause.end && about.start < clause.end ? about.end : clause.end };
        const payload: AccountEventPayload = { kind, platform, handle, owner: ownerIn(doc, clause, said.start), date: dateIn(doc, sentence) };
        const observation = observe(doc, 'account-event', range, payload, rule, platform === 'other' ? 'account not named' : 'platform named');
        if (observation) { found.push(observation); last = sentence.end; }
      }
    }
    return found;
  },
};

/** "the premier's page", "page of the party", "my account" (the publisher's); null where the clause names nobody. */
function ownerIn(doc: Prose, clause: { start: number; end: number }, at: number): string | null {
  const cased = doc.folded.cased.slice(clause.start, clause.end);
  if (/(?<!\w)(?:my|our|we|i)(?!\w)|យើង|ខ្ញុំ/i.test(doc.folded.text.slice(clause.start, clause.end))) return doc.actor?.name ?? null;
  const named = POSSESSIVE.exec(cased)?.[1] ?? OF.exec(cased)?.[1] ?? /(?:របស់|នៃ)\s?((?:[A-Z][\w.'-]*(?:\s(?:of|the|and|[A-Z][\w.'-]*))*)|[^\s។,"@]{2,40})/.exec(cased)?.[1];
  if (named) return /^(?:his|her|its|their|the)$/i.test(named) ? null : named;
  const before = doc.folded.cased.slice(clause.start, at).trim().replace(/(?: (?:has|have|had|just|also|then|later|again|\w+ly)|\s?(?:ក៏)?បាន|ត្រូវ)*\s*$/u, '');
  const subject = new RegExp(`(?:^|\\s)(${NAME})$`, 'u').exec(before)?.[1] ?? null;
  return subject === null || /^(?:he|she|it|they|who|which|page|account|was|were|on|in|by)\b/i.test(subject) ? null : subject;
}

/** A name in capitals or a script without them, or up to three plain words after an article. */
const NAME = "(?:[Tt]he |[Aa]n? )?(?:[\\p{Lu}\\p{Lo}][\\p{L}\\p{M}.'-]*(?: (?:of|the|and|[\\p{Lu}\\p{Lo}][\\p{L}\\p{M}.-]*))*|(?<=[Tt]he |[Aa]n? )[a-z-]+(?: (?!was\\b|is\\b|were\\b|has\\b|had\\b|have\\b|by\\b|on\\b|and\\b)[a-z-]+){0,2})";
const POSSESSIVE = new RegExp(`(${NAME}?)['’]s? (?:[\\p{L}]+ ){0,3}?(?:account|page|channel|profile|Facebook|Twitter|TikTok|Telegram|YouTube)`, 'u');
const OF = new RegExp(`\\b(?:account|page|channel|profile)s? of (${NAME})`, 'u');

function dateIn(doc: Prose, sentence: { start: number; end: number }): string | null {
  const words = doc.folded.text.slice(sentence.start, sentence.end);
  return findDates(words, doc.day)[0]?.date ?? findWeekdays(words, doc.day)[0]?.date ?? (/\bthis month\b|ខែនេះ/.test(words) ? doc.day?.slice(0, 7) ?? null : null);
}
