import type { CallAction, CallAudience } from '#core/model.js';
import type { Sentence } from '#core/text/sentences.js';
import type { Prose } from '../detector.js';
import type { Ask } from './ask.js';
import { isOutlet } from './voice.js';

/**
 * Other languages: only the plain imperative beside an account. No voice, audience or duty is read: what is found is an invitation to the general public,
 * with the account exact.
 */
const WORDS: Record<string, [CallAction, RegExp][]> = {
  es: [['follow', /\b(?:síguenos|síganos|sígueme|sigan|sigue|seguirme|seguirnos|seguir)\b/g], ['join', /\b(?:únete|únanse|unirse)\b/g], ['subscribe', /\b(?:suscríbete|suscríbanse|suscribirse)\b/g], ['share', /\b(?:comparte|compartan|difunde)\b/g], ['invite_others', /\b(?:invita|inviten)\b/g], ['scan_qr', /\b(?:escanea|escanee)\b/g]],
  fr: [['follow', /\b(?:suivez|suis|suivre)(?:-nous|-moi|-le)?\b/g], ['join', /\brejoignez\b/g], ['subscribe', /\b(?:abonnez-vous|s'abonner|abonne-toi)/g], ['share', /\bpartagez\b/g], ['scan_qr', /\bscannez\b/g], ['invite_others', /\binvitez\b/g]],
  vi: [['follow', /(?<!bỏ |được |người )(?:hãy |xin |mời )?theo dõi/g], ['join', /(?:hãy |mời )?tham gia/g], ['subscribe', /đăng ký/g], ['share', /chia sẻ/g], ['scan_qr', /quét mã/g]],
  ru: [['subscribe', /подпи(?:шитесь|сывайтесь|саться|сывайся|шись)|подписка на/g], ['join', /присоединяйтесь|вступайте/g], ['share', /поделитесь|делитесь/g], ['invite_others', /пригласите|приглашайте/g], ['scan_qr', /сканируйте|отсканируйте/g]],
  uk: [['subscribe', /підпи(?:шіться|суйтесь|сатися)/g], ['join', /приєднуйтесь/g], ['share', /поширюйте/g]],
  ar: [['follow', /(?<![\u0600-\u06ff])(?:و?تابعو?ا?(?:نا|ني)?|متابعة)(?![\u0600-\u06ff])/g], ['join', /انضمو?ا?|للانضمام/g], ['subscribe', /اشتركو?ا?|للاشتراك/g], ['share', /شاركو?ا?|انشروا/g]],
  th: [['follow', /(?<!ผู้|ไม่|คน)(?:กด)?ติดตาม(?! ?\d)|แอดไลน์/g], ['like', /กดไลค์|กดไลก์/g], ['join', /เข้าร่วม(?:กลุ่ม|ช่อง)|เข้ากลุ่ม/g], ['subscribe', /กดซับ|สมัครสมาชิกช่อง/g], ['share', /แชร์(?:เพจ|โพสต์|ลิงก์)/g], ['scan_qr', /สแกน/g]],
  my: [['follow', /follow|လိုက်ကြည့်|ဖော်လို(?!ဝါ)/g], ['join', /join|ဝင်ရောက်|ဝင်ကြ|ပါဝင်/g], ['like', /like (?:လုပ်|နှိပ်)|လိုက်ခ်/g], ['share', /မျှဝေ|ရှယ်/g], ['subscribe', /subscribe/g], ['scan_qr', /စကန်/g]],
  id: [['follow', /\b(?:ikuti|follow)\b/g], ['join', /\b(?:bergabunglah|gabung|bergabung)\b/g], ['subscribe', /\bsubscribe\b/g], ['share', /\bbagikan\b/g]],
  zh: [['follow', /关注|關注/g], ['subscribe', /订阅|訂閱/g], ['join', /加入/g], ['share', /转发|分享/g]],
};
WORDS['ms'] = WORDS['id']!;
/** Said of something done already, or denied. */
const DONE = /^(?:[^.!?\n]{0,40})(?:แล้วค่ะ|แล้วครับ|เรียบร้อย)|ปฏิเสธ|ไม่เคย|отрица|niega|nega|phủ nhận|نفى|نفت/;
/** An order or request by somebody else, and what checks it. */
const TOLD = /обязал|потребова|попросил|приказал|велел|поручил|yêu cầu|đề nghị|chỉ đạo|สั่งให้|ขอให้|บังคับให้|instruye|ordenó|ordena|pidió|exigió|obligó|ont ordonné|a ordonné|a demandé|sont priés|est prié|doivent|ညွှန်ကြား|أمر|طلب|على جميع|يجب على|deben|должны|обязаны|phải|ต้อง|ให้กด/;
const AUDIENCES: [CallAudience, RegExp][] = [['students', /школьник|студент|учащ|học sinh|sinh viên|นักเรียน|นักศึกษา|estudiantes|alumnos|élèves|étudiants|ကျောင်းသား|طلاب|الطلبة/], ['local_authorities', /chefs? de (?:quartier|village)|старост|กำนัน|ผู้ใหญ่บ้าน|trưởng thôn|alcaldes|maires/], ['employees', /сотрудник|учител|работник|служащ|бюджетник|cán bộ|công chức|nhân viên|giáo viên|ข้าราชการ|ครู|พนักงาน|เจ้าหน้าที่|personal|empleados|funcionarios|docentes|employés|agents|fonctionnaires|enseignants|ဝန်ထမ်း|ဆရာ|الموظفين|المعلمين|موظف/], ['members', /члены партии|đảng viên|สมาชิกพรรค|militantes|militants/], ['citizens', /граждан|жител|người dân|ประชาชน|ciudadanos|vecinos|habitants|citoyens|ပြည်သူ|المواطنين/]];
const NOT = /(?:\bno|\bne|не|لا|ไม่|อย่า|đừng|không)\s*$/;
const NOUNS = /เพจ|ช่อง|กลุ่ม|канал|групп|قناة|صفحة|حساب|página|canal|cuenta|grupo|chaîne|page|compte|groupe|kênh|trang|nhóm|channel|page|group|频道|频道/;

/** Who is addressed in such a sentence; null where nobody is named. */
export const audienceElsewhere = (words: string): CallAudience | null => AUDIENCES.find(([, pattern]) => pattern.test(words))?.[0] ?? null;

export const knowsLanguage = (language: string): boolean => Object.hasOwn(WORDS, language);

export function asksElsewhere(doc: Prose, sentence: Sentence): Ask[] {
  const s = doc.folded.text.slice(sentence.start, sentence.end);
  const asks: Ask[] = [];
  for (const [action, pattern] of WORDS[doc.language] ?? []) {
    for (const match of s.matchAll(pattern)) {
      if (NOT.test(s.slice(Math.max(0, match.index - 12), match.index))) continue;
      const from = sentence.start + match.index;
      const account = doc.mentions.find((mention) => mention.start >= from - 40 && mention.start >= sentence.start && mention.start < Math.min(sentence.end, from + 110));
      if (!account && !NOUNS.test(s.slice(match.index, match.index + 50))) continue;
      if (DONE.test(s.slice(match.index)) || DONE.test(s.slice(0, match.index).slice(-60))) continue;
      if (asks.some((ask) => ask.action === action)) continue;
      const order = TOLD.exec(s);
      const beforeVerb = s.slice(0, match.index);
      const joint = beforeVerb.length > 0 && order !== null;
      asks.push({ action, verb: { start: from, end: from + match[0].length }, start: joint ? sentence.start + (/^[^\n]*?[,:]\s/.exec(beforeVerb)?.[0].length ?? 0) : from, end: Math.min(sentence.end, Math.max(from + match[0].length, account?.end ?? from + 50)), how: order ? 'told' : 'direct', duty: order ? 'must' : 'request', asker: null, asked: '', past: order !== null && isOutlet(doc), rule: `${order ? 'an order' : 'an imperative'} in "${doc.language}" beside an account` });
    }
  }
  return asks;
}
