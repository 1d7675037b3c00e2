import type { Published } from '#core/model.js';
import { parseDate } from './parse-date.js';

/** Ways of saying, of the text itself, that it came out before: the day follows within the sentence. */
const ORIGIN = new RegExp([
  String.raw`(?:^|[.!?([*]\s*)(?:this|the) (?:article|story|piece|post|essay|text|interview|report|column|analysis|op-ed|commentary)(?: was| had been| has been)? (?:originally |first |previously )(?:published|posted|appeared|ran|printed)`,
  String.raw`(?:^|[([*]\s*)(?:re-?published|reprinted|reposted|originally (?:published|posted|appeared)|first appeared)(?! as)`,
  String.raw`(?:^|[.!?([]\s*)(?:cet article|ce texte) (?:a été|est) (?:initialement |d'abord )?(?:publié|paru)`, String.raw`(?:dieser|der) (?:artikel|beitrag|text) (?:ist |erschien |wurde )(?:zuerst|erstmals|ursprünglich)`,
  String.raw`(?:este artículo|este texto) (?:fue publicado originalmente|se publicó (?:originalmente|por primera vez))`,
  '(?:ចុះផ្សាយ|បោះពុម្ពផ្សាយ|ផ្សាយ)(?:ជា)?(?:លើក)?ដំបូង', '(?:ដកស្រង់ពី|ចុះផ្សាយឡើងវិញពី)',
].join('|'), 'iu');

/** Paragraphs at the head and foot of an article in which it may say so. */
const ENDS = 4;

/** The day on which a republished article first came out, where it says so of itself in its first or last lines; null where it does not. */
export function originOf(paragraphs: readonly string[], options: { monthFirst?: boolean } = {}): Published | null {
  const ends = paragraphs.length <= ENDS * 2 ? paragraphs : [...paragraphs.slice(0, ENDS), ...paragraphs.slice(-ENDS)];
  for (const paragraph of ends) {
    const said = ORIGIN.exec(paragraph.slice(0, 1500));
    if (said === null) continue;
    const rest = paragraph.slice(said.index + said[0].length, said.index + said[0].length + 160);
    const dated = parseDate(/^[^.!?។]*(?:\.(?=\s?\d)[^.!?។]*)?/u.exec(rest)?.[0] ?? rest, options);
    if (dated !== null) return { ...dated, how: 'origin' };
  }
  return null;
}
