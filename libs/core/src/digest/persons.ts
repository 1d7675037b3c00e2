/**
 * Whom a quote names. What is done to people is shown without the people: a private person's name, or a child, keeps a quote out of a note,
 * unless every name in it is one that the watchlist knows.
 */

/** Two or more words in capitals in the middle of a sentence, or a title before one: a person's name in Latin script. Offices, places and days are none. */
const LATIN = /(?:\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Lok|Neak|Teacher|Chief|Governor|Director|Headmaster|Headmistress|Principal|Officer|Inspector)\.? [\p{Lu}][\p{L}'’-]+(?: [\p{Lu}][\p{L}'’-]+)*|(?<![.!?]\s)(?<!^)(?<![\p{L}])[\p{Lu}][\p{Ll}'’-]+(?: [\p{Lu}][\p{Ll}'’.-]+)+)/gu;
const NO_PERSON = /\b(?:Ministry|Department|Office|School|University|College|Faculty|Institute|Hospital|Clinic|Party|Union|Association|Province|District|City|Town|Village|Commune|Street|Road|Market|Factory|Company|Bank|Council|Court|Committee|Agency|Police|Army|News|Radio|Post|Times|Courier|Telegram|TikTok|Facebook|YouTube|January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Prime Minister|National|Royal|High|Primary|Secondary|QR)\b/;
/** Khmer: an honorific for a private person and what follows up to a space, or a name given as such. */
const KHMER = /(?:លោកគ្រូ|អ្នកគ្រូ|លោកស្រី|កញ្ញា|អ្នកស្រី|យុវតី|ក្មេងស្រី|ក្មេងប្រុស|សិស្សឈ្មោះ|ឈ្មោះ|លោក)\s?([\u1780-\u17d3]{2,20}\s[\u1780-\u17d3]{2,20})/g;
/** A child: an age below eighteen, or a pupil told of alone. */
const MINOR = /\b(?:aged? |age of )(?:[1-9]|1[0-7])\b|\b(?:[1-9]|1[0-7])[- ]years?[- ]old\b|, (?:[1-9]|1[0-7]),|\b(?:a|the|one|this) (?:(?:boy|girl|child|toddler|minor)|(?:\w+ )?(?:pupil|schoolboy|schoolgirl)) (?:named|called|who|said|told|was)\b|អាយុ\s?(?:[១1][០-៧0-7]|[១-៩1-9])\s?ឆ្នាំ/;

const TITLE = /^(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof|Lok|Neak|Teacher|Chief|Governor|Director|Headmaster|Headmistress|Principal|Officer|Inspector)\.? )+/;

/** "the Green Hill Movement": a party, a body or a place has an article, a person has none. */
const WITH_ARTICLE = /\b[Tt]he\s(?:[\p{Lu}][\p{Ll}'’-]+\s)*$/u;

/** The names of people in a quote, as written, in order. */
export function personsIn(quote: string): string[] {
  const bare = quote.replace(/\p{Cf}/gu, '');
  return [...[...bare.matchAll(LATIN)].filter((match) => TITLE.test(match[0]) || !WITH_ARTICLE.test(bare.slice(Math.max(0, match.index - 80), match.index))).map(([name]) => name).filter((name) => !NO_PERSON.test(name)), ...[...bare.matchAll(KHMER)].map(([, name]) => name!.trim())];
}

/** Whether a quote is of somebody whom a note does not show: a child, or a person whom `known` does not know. */
export const isPrivate = (quote: string, known: (name: string) => boolean): boolean => MINOR.test(quote.replace(/\p{Cf}/gu, '')) || personsIn(quote).some((name) => !known(name) && !known(name.replace(TITLE, '')));
