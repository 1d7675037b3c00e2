import type { Sentence } from '#core/text/sentences.js';
import type { AccountWord } from '../account-words.js';
import { between, type Prose } from '../detector.js';
import type { EventKind, StatedEvent } from './event.js';

/** Other languages: finite past forms beside a word for an account. Fewer kinds of sentence are known than in English and Khmer. */
const VERBS: [EventKind, RegExp][] = [
  ['suspended', /(?:a été|ont été|fut) (?:suspendu|bloqué|verrouillé)e?s?|a suspendu|(?:fue|fueron|ha sido) (?:suspendid|bloquead)[oa]s?|suspendió|(?:bị|đã bị) (?:đình chỉ|tạm khóa)|заблокирован\S* на|приостанов(?:лен|ил)\S*|ถูกระงับ|ระงับบัญชี|ditangguhkan|telah menangguhkan|تم تعليق|ဆိုင်းငံ့/g],
  ['banned', /(?:a été|ont été) (?:banni|supprimé|fermé)e?s? par|(?:fue|fueron) (?:vetad|eliminad|expulsad|cerrad)[oa]s? (?:de|por)|bị (?:cấm|xóa|khóa)|(?:был[аио]?|были) (?:заблокирован|удал[её]н)\S*|заблокировал[аи]?|ถูก[^\s]{0,14}?(?:แบน|ปิด|ลบ)|diblokir|dihapus oleh|တော?ယ်?ပိတ်လိုက်|ပိတ်လိုက်|تم حظر|حظرت?|ပိတ်ပင်/g],
  ['reactivated', /a (?:rouvert|réactivé|rétabli)|a été rétablie?|(?:reactivó|reabrió|restableció|ha vuelto a)|mở lại|khôi phục|восстанов(?:ил|лен)\S*|วันนี้กลับมา|เปิดใช้งานอีกครั้ง|dipulihkan|diaktifkan kembali|أعاد(?:ت)? (?:فتح|تفعيل)/g],
  ['deleted', /(?:seine?|ihre?n?|das|die) \S*(?:konto|seite|kanal|profil|account)\S* (?:gelöscht|geschlossen|dichtgemacht)|ha (?:chiuso|cancellato|eliminato|rimosso)|(?:apagou|fechou|excluiu|encerrou) (?=[^.]{0,20}(?:conta|página|canal))|usun(?:ął|ęła)|hesabını (?:kapattı|sildi)|a (?:supprimé|fermé|effacé)|ont (?:supprimé|fermé)|(?:cerró|borró|eliminó|cerraron)|(?:đã )?(?:xóa|đóng) (?:tài khoản|trang)|удалил[аи]?|закрыл[аи]?|ลบบัญชี|ปิดบัญชี|ปิดเพจ|(?:menghapus|menutup) akun|حذف|أغلق/g],
  ['moved', /est passée?s? sur|sont passés sur|a migré vers|a déménagé (?:sur|vers)|se (?:mudó|pasó|trasladó) a|migró a|(?:đã )?chuyển sang|переш(?:ёл|ел|ла|ли) в|переехал[аи]? в|ย้ายไป|(?:ber)?pindah ke|beralih ke|انتقل(?:ت)? إلى|ပြောင်း/g],
  ['created', /ha (?:aperto|creato|lanciato)(?=[^.]{0,30}(?:pagin|canal|profil|account))|(?:hat|haben) (?=[^.]{0,40}(?:konto|kanal|seite|account)[^.]{0,20}(?:eröffnet|gestartet|angelegt))|(?:abriu|criou|lançou)(?=[^.]{0,30}(?:conta|página|canal))|założył\S*|açtı|a (?:créé|ouvert|lancé)|ont (?:créé|ouvert)|(?:abrió|creó|lanzó|estrenó|abrieron)|(?:đã )?(?:lập|mở|ra mắt) (?:tài khoản|trang|kênh)|(?:создал|открыл|завёл|запустил)[аи]?|เปิด(?:บัญชี|เพจ|ช่อง)|(?:membuka|membuat|meluncurkan) (?:akun|saluran|kanal)|(?:أنشأ|افتتح|أطلق)(?:ت)?|ဖွင့်လှစ်/g],
];
const UNREAL = /(?:\bne\b|\bpas\b|\bno\b|\bsi\b|\bpourrait|\bpodría|\bkhông|\bnếu|\bsẽ|\bне\b|\bесли|ไม่|จะ|\btidak|\bakan|\bjika|لم|لن|سوف)\S*(?:\s+\S+){0,2}\s*$/;

/** Events that a sentence of another language states. */
export function eventsElsewhere(doc: Prose, sentence: Sentence, words: AccountWord[]): StatedEvent[] {
  const here = between(words, sentence.start, sentence.end);
  if (here.length === 0) return [];
  const s = doc.folded.text.slice(sentence.start, sentence.end);
  const found: StatedEvent[] = [];
  for (const [kind, pattern] of VERBS) {
    for (const match of s.matchAll(pattern)) {
      const said = { start: sentence.start + match.index, end: sentence.start + match.index + match[0].length };
      if (UNREAL.test(s.slice(Math.max(0, match.index - 30), match.index)) || found.some((other) => other.said.start < said.end && said.start < other.said.end)) continue;
      const to = kind === 'moved' ? here.find((word) => word.start >= said.start && word.start < said.end + 24 && word.platform !== null) : undefined;
      if (kind === 'moved' ? to === undefined : !here.some((word) => Math.abs(word.start - said.end) < 60)) continue;
      found.push({ kind, said, about: to ?? null, rule: `"${match[0]}" beside an account (${doc.language})` });
    }
  }
  return found;
}
