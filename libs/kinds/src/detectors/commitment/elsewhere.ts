import type { Prose } from '../detector.js';
import type { Range } from '../clauses.js';
import type { Step } from './step.js';
import { allMatches } from '../matches.js';

/** Other languages: plain promises and plain changes of mind beside an account. */
const MADE = /(?:(?<!\p{L})(?:non (?:user|pubblicher|torner|scriver|aprir|metter)(?:ò|emo|à)|je ne (?:\S+rai) (?:plus|jamais)|nous ne \S+rons (?:plus|jamais)|no (?:volver|usar|publicar|abrir|estar)(?:é|emos|á)|nunca (?:más )?(?:volver|usar|abrir)é|não (?:voltarei|usarei|publicarei|terei)|ich werde (?:nie|nicht|kein)|wir werden (?:nie|nicht)|(?:hat|haben) (?:versprochen|angekündigt)|verspricht|versprach|ha promesso|prometeu|obiecał\p{L}*|больше не (?:буду|вернусь)|söz verdi)|a promis|n'utiliser(?:a|ait) plus|ne (?:publier|reviendr|poster)(?:a|ait) plus|ont promis|a juré|s'est engagée? à|a annoncé qu'(?:il|elle) (?:quitterait|quittera)|prometió|prometieron|juró|se comprometió a|anunció que (?:dejará|dejaría|volverá|volvería)|(?:đã )?hứa|cam kết|tuyên bố sẽ|пообещал[аи]?|поклял(?:ся|ась)|обещал[аи]?|สัญญาว่า|ประกาศ[^.!?]{0,20}ว่า\s?จะ|объявил[аи]?,? что [^.;!?]{0,30}(?:не верн|уйд|закро|удал|не буд)\p{L}*|anunció que (?:no )?\p{L}+rá|a annoncé qu'(?:il|elle) ne \p{L}+ra(?:it)?|kündigte an|berjanji|akan berhenti|وعد(?:ت)?|تعهد(?:ت)?|ကတိပေး)[^.;!?။]{0,80}/gu;
const REVERSED = /(?:überlegte es sich anders|hat es sich anders überlegt|ha cambiato idea|mudou de ideia|zmienił\S* zdanie|fikrini değiştirdi|a changé d'avis|est revenue? sur (?:sa|son)|cambió de (?:opinión|idea)|se retractó|rompió su promesa|(?:đã )?đổi ý|thất hứa|передумал[аи]?|нарушил[аи]? обещание|เปลี่ยนใจ|berubah pikiran|mengingkari|غي[ّ]?رت? رأيه|تراجع(?:ت)?)[^.;!?။]{0,30}/g;
const KEPT = /(?:a tenu (?:sa )?(?:parole|promesse)|cumplió (?:su (?:palabra|promesa)|lo prometido)|giữ (?:đúng )?lời hứa|сдержал[аи]? (?:слово|обещание)|ทำตามสัญญา|menepati janji|وفى بوعده)[^.;!?။]{0,30}/g;

export function stepsElsewhere(doc: Prose, sentence: Range): Step[] {
  const s = doc.folded.text.slice(sentence.start, sentence.end);
  const steps: Step[] = [];
  for (const [status, pattern] of [['made', MADE], ['reversed', REVERSED], ['kept', KEPT]] as const) {
    for (const match of allMatches(pattern, s)) steps.push({ status, start: sentence.start + match.index, end: sentence.start + match.index + match[0].trimEnd().length, weak: true, leaves: true, rule: `"${match[0].slice(0, 24)}" (${doc.language})` });
  }
  return steps.sort((a, b) => a.start - b.start);
}
