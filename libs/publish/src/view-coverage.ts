import type { CoverageContent } from '#core/digest/content.js';
import { sentences } from './view-findings.js';
import type { Section, ViewContext } from './view.js';
import { short, type Inline, type Line, type Words } from './words.js';

/** In graphemes: a correction is a sentence or two. */
const LONGEST_CORRECTION = 600;

const hostOf = (url: string): Inline => { try { const { host, pathname } = new URL(url); return { text: `${host}${pathname.length > 1 ? pathname : ''}`.slice(0, 60).toWellFormed(), data: true }; } catch { return { text: url.slice(0, 60), data: true }; } };
/** A reason in words; one that this version has no words for is shown as it is, since a gap is never silent. */
const reasonOf = (words: Words, reason: string): Line => { const key = `reason.${reason}`; return words.has(key) ? words.say(key) : [{ text: short(reason, 60), data: true, lang: 'en' }]; };

/** `together`: what it means is said once, of all of its list. */
function gapLine(words: Words, gap: CoverageContent['gaps'][number], together: boolean): Line {
  const details = [gap.since === null ? null : words.say('gap.since', { day: words.day(gap.since.day), time: words.time(gap.since.time) }), gap.tries > 1 ? words.say('gap.tries', { n: gap.tries }) : null].filter((detail) => detail !== null);
  const reason = words.series([reasonOf(words, gap.reason), ...details]);
  if (gap.actor === null || gap.source === null) return [...reason, '.'];
  return sentences([...words.say('gap', { actor: words.name(gap.actor.name), host: hostOf(gap.source.url), reason }), words.language === 'km' ? '។' : '.'], gap.endless === undefined ? null : words.say('gap.endless', { shape: { text: short(gap.endless.shape, 80), data: true }, taken: words.number(gap.endless.taken), refused: words.number(gap.endless.refused) }), together ? null : words.say(gap.unread ? 'gap.unread' : 'gap.partly'));
}

/** Several gaps of one kind in sources that were read otherwise. */
function kindLine(words: Words, gaps: CoverageContent['gaps']): Line {
  const names = [...new Map(gaps.flatMap(({ actor }) => (actor === null ? [] : [[actor.id, actor.name] as const]))).values()];
  const shown = names.slice(0, names.length > MOST_NAMES ? MOST_NAMES - 1 : MOST_NAMES);
  return words.say('gaps.kind', { n: gaps.length, reason: reasonOf(words, gaps[0]!.reason), actors: words.list([...shown.map((name): Line => [words.name(name)]), ...(names.length > shown.length ? [words.say('and-more', { n: names.length - shown.length })] : [])]) });
}
const MOST_NAMES = 6;

/** What was read for each side, and every gap with its reason: as much part of the note as what was found. */
export function coverageSection({ content: { coverage, key }, words, limits }: ViewContext, cutOff: string): Section {
  const sides = coverage.bySide.map(({ side, read, of }) => words.say('coverage.side', { side: side.replaceAll('-', '_'), read: words.number(read), of: words.number(of) }));
  const unread = coverage.gaps.filter((gap) => gap.unread).slice(0, limits.gaps);
  const together = unread.length > 1;
  // In a mail single files of sources that were read, such as scans, are a line for each kind.
  const partly = coverage.gaps.filter((gap) => !gap.unread);
  const kinds = limits.whole ? [] : [...Map.groupBy(partly.filter(({ actor, endless }) => actor !== null && endless === undefined), ({ reason }) => reason).values()].filter((of) => of.length > 1);
  const ofKinds = new Set(kinds.flat());
  const single = partly.filter((gap) => !ofKinds.has(gap)).slice(0, Math.max(0, limits.gaps - unread.length));
  const items = [...kinds.map((of) => kindLine(words, of)), ...single.map((gap) => gapLine(words, gap, false))];
  const left = coverage.gaps.length - unread.length - ofKinds.size - single.length;
  if (left > 0) items.push(words.say('gaps.more', { n: words.number(left) }));
  for (const { actor, url, reason } of coverage.robotsIgnored.slice(0, limits.gaps)) items.push(words.say('coverage.robots', { actor: words.name(actor.name), host: hostOf(url), reason: reason === null ? words.say('coverage.robots-unstated') : { text: short(reason, Math.min(300, 2 * limits.quote)), data: true } }));
  // What is so every day stands in one place, and what changes above it.
  const standing = sentences(
    coverage.sample === null ? null : words.say('coverage.sample', { checked: words.number(coverage.sample.checked), missed: words.number(coverage.sample.missed) }),
    coverage.model.on ? null : words.say('coverage.model'), key.kind === 'bulletin' ? null : words.say('coverage.overnight', { time: cutOff }), words.say('coverage.broadcasts'), words.say('coverage.closed'));
  return { title: words.say('coverage.title'), tag: null, level: 2, alert: false, blocks: [
    { kind: 'line', line: words.say('coverage.read', { sides: words.list(sides) }) },
    ...(unread.length === 0 ? [] : [...(together ? [{ kind: 'line' as const, line: words.say('gaps.unread') }] : []), { kind: 'items' as const, items: unread.map((gap) => gapLine(words, gap, together)) }]),
    ...(items.length === 0 ? [] : [{ kind: 'items' as const, items }]), { kind: 'line', line: standing }] };
}

/** A model's sentences in the reader's language, each with what it rests on: of findings their numbers, of the rest the section. None where they were not checked in it. */
export function modelSummary({ content: { summary }, words }: ViewContext): Section | null {
  const own = words.language === 'en' ? summary : summary?.in?.[words.language];
  if (summary === undefined || own === undefined || own.sentences.length === 0) return null;
  const rests = { F: 'summary.finding', D: 'summary.of-drives', A: 'summary.followers', C: 'summary.coverage' } as const;
  const source = (id: string): string => words.text(rests[id[0] as keyof typeof rests], { n: words.number(Number(id.slice(1))) });
  return { title: words.say('summary.model'), tag: null, level: 2, alert: false, blocks: [
    { kind: 'items', items: own.sentences.map(({ text, cites }): Line => [{ text: short(text, 300), data: true, lang: words.language }, ` (${[...new Set(cites.map(source))].join(', ')})`]) },
    { kind: 'line', tone: 'small', line: words.say('summary.by', { model: { text: short(summary.model, 60), data: true }, dropped: own.dropped }) },
  ] };
}

/** What earlier notes had wrong. */
export function correctionsSection({ content: { corrections }, words, limits }: ViewContext): Section | null {
  if (corrections.length === 0) return null;
  const most = Math.min(LONGEST_CORRECTION, 3 * limits.quote);
  return { title: words.say('corrections.title'), tag: null, level: 2, alert: false, blocks: [{ kind: 'items', items: corrections.map(({ note, text }) => words.say('correction', { note: words.number(note), text: text[words.language] === undefined ? { text: short(text.en, most), lang: 'en', data: true } : { text: short(text[words.language]!, most), data: true } })) }] };
}

/** Method in three lines and the edition's key. */
export function methodSection({ content, words }: ViewContext, cutOff: string): Section {
  const { key } = content;
  const translated = content.findings.some(({ quotes }) => quotes.some(({ translations }) => translations?.some(({ language }) => language === words.language)));
  // Where nothing has a kind of knowledge beside it, none is explained.
  const tagged = content.findings.length + (content.statements ?? []).length + (content.accounts ?? []).length > 0;
  return { title: words.say('method.title'), tag: null, level: 2, alert: false, blocks: [
    ...(tagged ? [{ kind: 'line' as const, tone: 'small' as const, line: sentences(words.say('method'), translated ? null : words.say('method.untranslated')) }] : []),
    { kind: 'line', tone: 'small', line: words.say('method.edition', { time: cutOff, watchlist: words.number(content.watchlistVersion), edition: { text: `${key.day}${key.kind === 'bulletin' ? '/bulletin' : ''}/${key.audience}/${key.sequence}`, data: true } }) },
  ] };
}
