import type { AccountLabel, ActorLabel, EditionQuote, Finding, FindingMember, FollowersRow } from '#core/digest/content.js';
import { LARGE_SHARE } from '#core/digest/followers.js';
import { languageTag } from './safe.js';
import { replyBlocks } from './view-replies.js';
import type { Block, Section, ViewContext } from './view.js';
import { cutGraphemes, short, type Inline, type Line, type Words } from './words.js';

const ACTORS_IN_A_TITLE = 3;
export const sentences = (...lines: (Line | null)[]): Line => lines.filter((line) => line !== null && line.length > 0).flatMap((line, index) => (index === 0 ? line! : [' ', ...line!]));

/** `t.me/name` where the address is known, else `@name`; as people type it, and a link where it is one. */
export const handleOf = (account: AccountLabel): Inline => {
  const shown = account.url === null ? (account.handle === null ? '?' : `@${account.handle}`) : account.url.replace(/^https?:\/\/(www\.)?/i, '').replace(/\/$/, '');
  return { text: short(shown, 80), data: true, ...(account.url === null ? {} : { href: account.url }) };
};
export const platformOf = (words: Words, platform: string): string => { const key = `platform.${platform}`; return words.has(key) ? words.text(key) : short(platform, 40); };
export const actorsLine = (words: Words, actors: ActorLabel[]): Line => words.list([
  ...actors.slice(0, actors.length > ACTORS_IN_A_TITLE ? ACTORS_IN_A_TITLE - 1 : actors.length).map((actor) => [words.name(actor.name)]),
  ...(actors.length > ACTORS_IN_A_TITLE ? [words.say('and-more', { n: actors.length - ACTORS_IN_A_TITLE + 1 })] : []),
]);

/** How many there are of each strength that there is any of. */
export const strengthsLine = (words: Words, strengths: Finding['strengths']): Line =>
  words.series((['mandatory', 'instruction', 'invitation'] as const).filter((strength) => strengths[strength] > 0).map((strength) => words.say(`strengths.${strength}`, { n: strengths[strength] })));

/** The finding in one sentence: who told whom to do what for which account. */
export function titleOf({ words, account }: ViewContext, finding: Finding): Line {
  // Who only invited is not said to have told: a letter that obliges and posts that invite may be one drive.
  const told = new Set(finding.members.filter(({ strength }) => strength !== 'invitation').map(({ actor }) => actor.id));
  const tellers = finding.voice === 'own' && told.size > 0 ? finding.actors.filter(({ id }) => told.has(id)) : finding.actors;
  const values = {
    actors: actorsLine(words, tellers), target: account(finding.target),
    audience: words.say('audience', { audience: finding.audiences[0]! }), action: words.say('action', { action: finding.action }),
  };
  if (finding.voice === 'reported') return finding.actors.length === 0 ? words.say('reported', values) : words.say('reported-of', values);
  if (tellers.length < finding.actors.length) return words.say('told.invited', { ...values, n: finding.actors.length - tellers.length });
  return words.say(finding.strength === 'invitation' ? 'invited' : 'told', values);
}

/** Who called or reported, a line each; in a mail those who only carry it, or only invite, are named in one. */
function memberBlocks(context: ViewContext, finding: Finding): Block[] {
  const { words, limits } = context;
  // In a mail those who set the finding's strength come within its limit, whoever came first.
  const ordered = limits.whole ? finding.members : [...finding.members.filter(({ strength }) => strength === finding.strength), ...finding.members.filter(({ strength }) => strength !== finding.strength)];
  const shown = ordered.slice(0, limits.members);
  const more: Line[] = finding.members.length > limits.members ? [words.say('members.more', { n: words.number(finding.members.length - limits.members) })] : [];
  const lineOf = (member: FindingMember): Line => memberLine(context, finding, member);
  if (limits.whole) return [{ kind: 'items', items: [...shown.map(lineOf), ...more] }];
  if (finding.voice === 'reported') return [{ kind: 'line', line: words.say('carried', { by: words.list([...shown.map(lineOf), ...more]) }) }];
  const weak = shown.filter(({ strength }) => strength === 'invitation' && finding.strength !== 'invitation');
  const told = shown.filter((member) => !weak.includes(member));
  // Who has instructed has not only invited.
  const aside = weak.filter(({ actor }) => told.every((member) => member.actor.id !== actor.id));
  const named = told.map(lineOf);
  return aside.length < 2 ? [{ kind: 'items', items: [...named, ...aside.map(lineOf), ...more] }]
    : [{ kind: 'items', items: [...named, words.say('members.invited', { by: words.list(aside.map((member) => memberLine(context, { ...finding, voice: 'reported' }, member))) }), ...more] }];
}

/** That a person captured it, by whose codes; null for what was fetched. */
function handLine(words: Words, { byHand }: Pick<FindingMember, 'byHand'>): Line | null {
  if (byHand === undefined) return null;
  const by: Inline = { text: short(byHand.by, 40), data: true };
  return byHand.confirmedBy === null ? words.say('by-hand', { by }) : words.say('by-hand.confirmed', { by, second: { text: short(byHand.confirmedBy, 40), data: true } });
}

/** The test is of moments alone: where those could be chance, texts that are alike still are not, and the line says which of the two links the actors. */
export function chanceLine(words: Words, { actors, pValue }: { actors: number; pValue: number | null }, similarity: number | null): Line {
  if (pValue === null) return words.say('chance.too-few', { n: actors });
  if (pValue >= 0.05 && similarity !== null) return words.say('chance.text-links');
  return words.say(pValue < 0.001 ? 'chance.very-rare' : pValue < 0.01 ? 'chance.rare' : pValue < 0.05 ? 'chance.seldom' : 'chance.possible');
}

/** What kind of knowledge it is, and who read it. */
export function tagOf(words: Words, { verdict, check, voice, origins }: Pick<Finding, 'verdict' | 'check'> & Partial<Pick<Finding, 'voice' | 'origins'>>): Line {
  // Texts that differ may still come from one mouth: only a person can say that two origins are independent.
  const alone = voice !== 'reported' || verdict !== 'reported' ? null : words.say((origins?.texts ?? 1) > 1 ? 'origins-unchecked' : 'not-corroborated');
  const parts = [words.say('verdict', { verdict }), alone, words.say('check', { check: check === 'one reader' ? 'one' : check })];
  return parts.filter((part) => part !== null).flatMap((part, index) => (index === 0 ? part : [' · ', ...part]));
}

function memberLine({ words, content }: ViewContext, finding: Finding, member: FindingMember): Line {
  const day = member.day === content.covers.day ? null : words.day(member.day);
  const time = member.time === null ? null : words.time(member.time);
  const when = [day, time].filter((part) => part !== null).join(' ') || words.day(member.day);
  // What was captured by hand may have no address that anybody could open.
  const values = { actor: words.name(member.actor.name), when: /^https?:/i.test(member.url) ? { text: when, href: member.url } : when };
  return sentences(finding.voice === 'reported' ? words.say('member.reported', values) : words.say('member', { ...values, strength: words.text('strength', { strength: member.strength }) }), member.pages === undefined ? null : words.say('member.pages', { n: member.pages }), handLine(words, member));
}

/** A quote in the original, byte for byte, and below it the reader's language where somebody or something translated it. */
export function quoteBlocks({ words, limits }: Pick<ViewContext, 'words' | 'limits'>, quote: EditionQuote): Block[] {
  const { text, cut } = cutGraphemes(quote.text, limits.quote);
  const language = languageTag(quote.language) === undefined ? null : words.languageName(quote.language);
  const actor = words.name(quote.actor.name);
  const original: Block = { kind: 'quote', text, lang: languageTag(quote.language), source: sentences(language === null ? words.say('quote.original-unknown', { actor }) : words.say('quote.original', { actor, language }), handLine(words, quote), cut ? words.say('quote.cut') : null) };
  const translation = quote.translations?.find((one) => one.language === words.language);
  if (translation === undefined) return [original];
  return [original, { kind: 'line', line: words.say(translation.by === 'machine' ? 'quote.machine' : 'quote.human', { text: { text: cutGraphemes(translation.text, limits.quote).text, lang: translation.language, data: true } }) }];
}

function blocksOf(context: ViewContext, finding: Finding): Block[] {
  const { words, links, limits } = context;
  const blocks: Block[] = [];
  blocks.push(...memberBlocks(context, finding));
  const { handle, url } = finding.target;
  if (handle !== null || url !== null) blocks.push({ kind: 'line', line: words.say('account.line', { handle: handleOf(finding.target), status: finding.target.status, platform: platformOf(words, finding.target.platform) }) });
  // In a mail the strongest quote, and another only where it spares its reader a translation.
  for (const [at, quote] of finding.quotes.entries()) if (limits.whole || at === 0 || (quote.language === words.language && quote.language !== finding.quotes[0]!.language)) blocks.push(...quoteBlocks(context, quote));
  const mixed = finding.members.some((member) => member.strength !== finding.strength);
  const strength: Inline = { text: words.text('strength', { strength: finding.strength }), strong: true };
  const { proof } = finding;
  const because = finding.strength === 'mandatory' ? (proof ? 'checked' : finding.voice === 'reported' ? 'reported' : 'above') : finding.voice === 'reported' ? 'reported' : finding.strength === 'instruction' ? 'above' : 'free';
  // A rule's own words are for whoever looks it up. Where it has none of the reader's language, the reason alone stands.
  const why = !limits.whole ? null : words.language === 'en' ? finding.why : finding.whyIn?.[words.language] ?? null;
  const rule = why === null ? null : words.say('how-hard.why', { why: { text: short(proof ? why.replace(/; (?:checked|មានការពិនិត្យ): "[^"]*"/, '') : why, 300), lang: words.language, data: true } });
  blocks.push({ kind: 'line', line: sentences(words.say('how-hard', { strength, because, words: { text: short(proof?.words ?? '', 80), data: true } }), mixed ? words.say('how-hard.mixed', { strengths: strengthsLine(words, finding.strengths) }) : null, rule) });
  if (proof?.quote) blocks.push(...(limits.whole ? [{ kind: 'line' as const, tone: 'small' as const, line: words.say('how-hard.proof') }] : []), ...quoteBlocks(context, proof.quote));
  const alike = sentences(finding.similarity === null ? null : words.say('same-text', { percent: words.percent(finding.similarity) }), finding.chance === null ? null : chanceLine(words, finding.chance, finding.similarity),
    finding.origins === null ? null : finding.origins.agency ? words.say('origins.agency', { pages: finding.origins.pages, texts: finding.origins.texts, agency: { text: short(finding.origins.agency, 20), data: true } }) : words.say('origins', { pages: finding.origins.pages, texts: finding.origins.texts }));
  if (alike.length > 0) blocks.push({ kind: 'line', line: alike });
  for (const reply of (context.content.replies ?? []).filter(({ about }) => about === finding.id)) blocks.push(...replyBlocks(context, reply));
  if (links.evidence === undefined || links.evidence === null) return blocks;
  const ids = finding.members.slice(0, limits.members).map((member): Inline => ({ text: short(member.callId, 40), data: true, href: links.evidence!(member) }));
  blocks.push({ kind: 'line', tone: 'small', line: words.say('evidence', { ids: ids.flatMap((id, index): Line => (index === 0 ? [id] : [' ', id])) }) });
  return blocks;
}

/** The findings, one section each, numbered. */
export function findingSections(context: ViewContext): Section[] {
  const { content, words } = context;
  return content.findings.map((finding, index) => ({
    title: [`${words.number(index + 1)}. `, ...titleOf(context, finding)], tag: tagOf(words, finding), level: 2, alert: finding.strength === 'mandatory', blocks: blocksOf(context, finding),
  }));
}

/** Findings beyond the third: in a mail their number, on the page each with its sentence and its first source. */
export function furtherFindings(context: ViewContext): Section | null {
  const { content: { more }, words, limits } = context;
  if (more.length === 0) return null;
  const shown = more.slice(0, limits.further).map((finding): Line => [...titleOf(context, finding), ' · ', ...tagOf(words, finding), ' · ', { text: words.text('page'), href: finding.members[0]!.url }]);
  const rest: Block[] = more.length > limits.further ? [{ kind: 'line', line: words.say('findings.more', { n: more.length - limits.further }) }] : [];
  return { title: words.say('more.title'), tag: null, level: 2, alert: false, blocks: shown.length === 0 ? rest : [{ kind: 'items', items: shown }, ...rest] };
}

/** The share of a large change, which is marked in the table: the reader should not have to reckon. */
export const markedShare = ({ change, before }: FollowersRow): number | null => (change === null || before === null || before.value <= 0 || Math.abs(change) < LARGE_SHARE * before.value ? null : change / before.value);

/** Two to four sentences that stand for the whole note. */
export function summaryOf({ content, words, account }: ViewContext): Line[] {
  const all = [...content.findings, ...content.more];
  const told = all.filter((finding) => finding.voice === 'own' && finding.strength !== 'invitation');
  const reported = all.filter((finding) => finding.voice === 'reported').length;
  const tellers = new Set(told.flatMap((finding) => finding.members.filter((member) => member.strength !== 'invitation').map((member) => member.actor.id)));
  const harsh = new Set(told.flatMap((finding) => finding.members.filter((member) => member.strength === 'mandatory').map((member) => member.actor.id)));
  const targets = new Map(told.map((finding) => [finding.target.key ?? JSON.stringify(finding.target), finding.target]));
  const threats = (content.statements ?? []).filter(({ kind }) => kind === 'threat').length;
  const unusual = (content.accounts ?? []).filter(({ class: group, unexplained }) => group === 'anomaly' && unexplained).length + content.followers.filter(({ earlier }) => earlier?.finding?.unexplained).length;
  const drives = content.drives.filter((drive) => drive.state === 'new' || drive.state === 'growing').length;
  const { read, of } = content.coverage;
  const grown = content.drives.find(({ state, newMembers }) => state === 'growing' && newMembers.length > 0);
  const called = content.calls.rows.filter((row) => row.day.calls > 0);
  const total = (of: (row: (typeof called)[number]) => number): number => called.reduce((sum, row) => sum + of(row), 0);
  const moved = content.followers.filter((row) => markedShare(row) !== null).length;
  return [
    ...(tellers.size === 0 ? [] : [words.say('summary.told', { n: tellers.size, mandatory: harsh.size, target: targets.size === 1 ? account([...targets.values()][0]!) : words.say('summary.accounts', { n: targets.size }) })]),
    ...(content.quiet || called.length === 0 ? [] : [words.say('summary.calls', { n: total((row) => row.day.calls), accounts: called.length, invitations: total((row) => row.strengths.invitation) })]),
    ...(reported === 0 ? [] : [words.say('summary.reported', { n: reported })]),
    ...(threats === 0 ? [] : [words.say('summary.threats', { n: threats })]),
    ...(unusual === 0 ? [] : [words.say('summary.unusual', { n: unusual })]),
    ...(moved === 0 ? [] : [words.say('summary.moved', { n: moved })]),
    ...(grown === undefined ? [] : [words.say('summary.joined', { actors: actorsLine(words, grown.newMembers), target: account(grown.target) })]),
    ...(drives === 0 ? [] : [words.say('summary.drives', { n: drives })]),
    ...(content.quiet ? [words.say(read === 0 && of > 0 ? 'summary.unwatched' : 'summary.quiet')] : []),
    of === read ? words.say('summary.all-read', { of: words.number(of) }) : words.say('summary.unread', { unread: words.number(of - read), of: words.number(of) }),
  ];
}
