import type { CallAction, CallAudience } from '#core/model.js';
import type { Sentence } from '#core/text/sentences.js';
import type { Prose } from '../detector.js';
import type { Ask } from './ask.js';
import { isOutlet } from './voice.js';
import { allMatches } from '../matches.js';

/**
 * Other languages: only the plain imperative beside an account. No voice, audience or duty is read: what is found is an invitation to the general public,
 * with the account exact.
 */
const WORDS: Record<string, [CallAction, RegExp][]> = {
  es: [['follow', /(?<!\p{L})(?:síguenos|síganos|sígueme|síganme|síganlo|síguelo|seguidnos|sigan|sigue|seguirme|seguirnos|seguir|búscanos en|encuéntranos en|hazte seguidor\w*)(?!\p{L})/gu], ['join', /(?<!\p{L})(?:únete|únanse|únase|unirse|unirte|entra (?:en|a)l? (?:grupo|canal)|súmate)(?!\p{L})/gu], ['subscribe', /(?<!\p{L})(?:suscríbete|suscríbanse|suscríbase|suscribirse)(?!\p{L})/gu], ['like', /(?<!\p{L})(?:(?:dale|denle|den|dé|dar(?:le)?|da) (?:un )?["«]?(?:like|me gusta|corazón))(?!\p{L})/gu], ['share', /(?<!\p{L})(?:comparte|compartan|comparta|difunde|difundan)(?!\p{L})/gu], ['invite_others', /(?<!\p{L})(?:invita|inviten|invite|trae|traigan|arrastra)(?= a)/gu], ['scan_qr', /(?<!\p{L})(?:escanea|escanee|escaneen|escanear)(?!\p{L})/gu]],
  pt: [['follow', /(?<!\p{L})(?:siga(?:m)?(?:-nos|-me)?|segue-nos|sigam|seguir(?:em|mos)?|nos siga|me siga)(?!\p{L})/gu], ['join', /(?<!\p{L})(?:junte-se|entre no|participe do grupo)(?!\p{L})/gu], ['subscribe', /(?<!\p{L})(?:inscreva-se|inscrevam-se|subscreva|assine o canal)(?!\p{L})/gu], ['like', /(?<!\p{L})(?:curta(?:m)?|dê (?:um )?like|deixe o like)(?!\p{L})/gu], ['share', /(?<!\p{L})(?:compartilhe(?:m)?|partilhe(?:m)?)(?!\p{L})/gu], ['invite_others', /(?<!\p{L})(?:convide(?:m)?|traga(?:m)?)(?!\p{L})/gu]],
  it: [['follow', /(?<!\p{L})(?:seguici|seguimi|segui|seguite(?:ci|mi)?|seguire)(?!\p{L})/gu], ['join', /(?<!\p{L})(?:unisciti|unitevi|entra nel (?:gruppo|canale))(?!\p{L})/gu], ['subscribe', /(?<!\p{L})(?:iscriviti|iscrivetevi|iscriversi|abbonati)(?!\p{L})/gu], ['like', /(?<!\p{L})(?:metti (?:un )?(?:mi piace|like)|mettete (?:un )?(?:mi piace|like))(?!\p{L})/gu], ['share', /(?<!\p{L})(?:condividi|condividete)(?!\p{L})/gu], ['invite_others', /(?<!\p{L})(?:invita|invitate|porta) (?=i |gli |un |tuoi)/gu]],
  de: [['follow', /(?<!\p{L})(?:folgen sie(?: uns| mir| ihm| ihr)?|folg(?:t|e)? (?:uns|mir|ihm|ihr|der|dem)|folgt|zu folgen|folgen)(?!\p{L})/gu], ['join', /(?<!\p{L})(?:tretet|treten sie|tritt) (?=[^.!?]{0,40}bei)|(?<!\p{L})(?:werde(?:t)?|werden sie) mitglied(?!\p{L})/gu], ['subscribe', /(?<!\p{L})(?:abonnier(?:t|e|en sie)|abonnieren)(?!\p{L})/gu], ['like', /(?<!\p{L})(?:liked?t?|gebt (?:uns )?(?:ein )?like|lass(?:t)? (?:ein )?like)(?!\p{L})/gu], ['share', /(?<!\p{L})(?:teilt|teilen sie|teile)(?!\p{L})/gu], ['invite_others', /(?<!\p{L})(?:ladet|laden sie|bringt) (?=[^.!?]{0,40}(?:freunde|ein|mit))/gu], ['scan_qr', /(?<!\p{L})(?:scannt|scannen sie|scanne)(?!\p{L})/gu]],
  nl: [['follow', /(?<!\p{L})(?:volg(?: ons| mij)?|volgt|te volgen)(?!\p{L})/gu], ['join', /word lid van/gu], ['subscribe', /(?<!\p{L})abonneer je(?!\p{L})/gu], ['like', /(?<!\p{L})like(?= (?:onze|de|deze) (?:pagina|post))/gu], ['share', /(?<!\p{L})deel(?= (?:dit|deze) )/gu]],
  pl: [['follow', /(?<!\p{L})(?:obserwuj(?:cie)?|śledź(?:cie)?|obserwować|śledzić)(?!\p{L})/gu], ['join', /(?<!\p{L})(?:dołącz(?:cie)?)(?!\p{L})/gu], ['subscribe', /(?<!\p{L})(?:subskrybuj(?:cie)?|zasubskrybuj)(?!\p{L})/gu], ['like', /(?<!\p{L})(?:polub(?:cie)?)(?!\p{L})/gu], ['share', /(?<!\p{L})(?:udostępnij(?:cie)?)(?!\p{L})/gu]],
  tr: [['follow', /(?<!\p{L})(?:takip ed(?:in|iniz|elim)|takip etme(?:niz|leri)|takibe al\p{L}*)(?!\p{L})/gu], ['join', /(?<!\p{L})(?:katıl(?:ın|ınız)?)(?!\p{L})/gu], ['subscribe', /(?<!\p{L})abone ol\p{L}*/gu], ['like', /(?<!\p{L})beğen(?:in|iniz)?(?!\p{L})/gu], ['share', /(?<!\p{L})paylaş(?:ın|ınız)?(?!\p{L})/gu]],
  fr: [['follow', /(?<!\p{L})(?:suivez|suis|suivre|suivons)(?:-nous|-moi|-le|-la)?(?!\p{L})|(?<!\p{L})(?:retrouvez|rejoignez)-nous sur(?!\p{L})|(?<!\p{L})devenez (?:abonné|fan|follower)\p{L}*/gu], ['join', /(?<!\p{L})(?:rejoignez|rejoindre|intégrez)(?!-nous sur)(?!\p{L})/gu], ['subscribe', /(?<!\p{L})(?:abonnez-vous|s'abonner|abonne-toi|vous abonner)/gu], ['like', /(?<!\p{L})(?:aimez|likez|mettez un j'aime)(?!\p{L})/gu], ['share', /(?<!\p{L})(?:partagez|partager|relayez|diffusez)(?!\p{L})/gu], ['scan_qr', /(?<!\p{L})(?:scannez|flashez|scanner)(?!\p{L})/gu], ['invite_others', /(?<!\p{L})(?:invitez|amenez)(?!\p{L})/gu]],
  vi: [['follow', /(?<!bỏ |được |người )(?:hãy |xin |mời |bấm |nhấn )?theo dõi|quan tâm (?=zalo|trang|kênh)/g], ['join', /(?:hãy |mời )?tham gia|vào (?=nhóm|kênh|group)/g], ['subscribe', /(?:bấm |nhấn )?đăng ký(?= kênh| theo dõi)/g], ['like', /(?:bấm|nhấn|thả) (?:thích|like|tim)|thích (?=trang|fanpage)|like (?=trang|page)/g], ['share', /chia sẻ(?! thông tin| kinh nghiệm)/g], ['scan_qr', /quét mã/g], ['invite_others', /(?:mời|rủ|kéo) (?=(?:thêm )?(?:bạn|người thân|gia đình))/g]],
  ru: [['follow', /следите за(?= нами| новостями| каналом)|читайте нас|ищите нас|(?<!\p{L})мы в(?= (?:telegram|телеграм|vk|вк))/gu], ['subscribe', /подпи(?:шитесь|сывайтесь|саться|сывайся|шись)|подписка на/g], ['join', /присоединя(?:йтесь|йся)|вступа(?:йте|й)|вступить|залета(?:йте|й)|заход(?:ите|и)(?= (?:в|на) )|переход(?:ите|и)(?= (?:в|на) (?:наш|канал|групп|телег|t\.me))|добавля(?:йтесь|йся)/g], ['like', /(?:став(?:ьте|ь)|постав(?:ьте|ь)|жм(?:ите|и)) (?:лайк|сердеч|класс)\p{L}*|лайка(?:йте|й)/gu], ['share', /подели(?:тесь|сь)|дели(?:тесь|сь)|репостн(?:ите|и)|распростран(?:ите|яйте)/g], ['invite_others', /приглас(?:ите|и)|приглаша(?:йте|й)|привод(?:ите|и)|зов(?:ите|и)/g], ['scan_qr', /сканируйте|отсканируйте|наведите камеру/g]],
  uk: [['subscribe', /підпи(?:шіться|суйтесь|суйтеся|сатися)/g], ['join', /приєднуйтес[ья]|долучайтес[ья]/g], ['follow', /стежте за|читайте нас/g], ['share', /поширюйте|поділіться/g], ['like', /ставте (?:лайк|вподобайк)\p{L}*/gu]],
  ar: [['follow', /(?<![\u0600-\u06ff])(?:و?تابعو?ا?(?:نا|ني)?|متابعة|لمتابعتنا)(?![\u0600-\u06ff])/g], ['join', /انضمو?ا?|للانضمام/g], ['subscribe', /اشتركو?ا?|للاشتراك/g], ['share', /شاركو?ا?|انشروا/g], ['like', /أعجبوا|اضغطوا? (?:لايك|إعجاب)/g], ['scan_qr', /امسحوا?(?= (?:الرمز|رمز))/g], ['invite_others', /ادعوا? (?=أصدقا)/g]],
  th: [['follow', /(?<!ผู้|ไม่|คน|ยังไม่ได้กด)(?:กด|ฝาก)?ติดตาม(?! ?\d|ข่าวสารจาก|อาการ|สถานการณ์|ผล)|แอดไลน์|เพิ่มเพื่อน(?=\s?(?:line|ไลน์|@))|ฟอลโลว์?|กดฟอล/g], ['like', /กดไลค์|กดไลก์|กดถูกใจ|กดใจ/g], ['join', /เข้าร่วม(?:กลุ่ม|ช่อง|ไลน์)|เข้ากลุ่ม/g], ['subscribe', /กดซับ|สมัครสมาชิกช่อง|กดสมัคร/g], ['share', /แชร์(?:เพจ|โพสต์|ลิงก์|ต่อ)/g], ['scan_qr', /สแกน/g], ['invite_others', /ชวน(?=เพื่อน|ครอบครัว|กัน)/g]],
  my: [['follow', /follow|လိုက်ကြည့်|ဖော်လို(?!ဝါ)/g], ['join', /join|ဝင်ရောက်|ဝင်ကြ|ပါဝင်/g], ['like', /like (?:လုပ်|နှိပ်)|လိုက်ခ်/g], ['share', /မျှဝေ|ရှယ်/g], ['subscribe', /subscribe/g], ['scan_qr', /စကန်/g]],
  id: [['follow', /\b(?:ikuti|mengikuti(?= (?:akun|kanal|saluran|instagram|tiktok|telegram|@))|follow|(?:menjadi|jadi) pengikut|temukan kami di)\b/g], ['join', /\b(?:bergabunglah|gabung|bergabung|masuk (?:ke )?(?:grup|saluran|kanal))\b/g], ['subscribe', /\b(?:subscribe|berlangganan(?= (?:kanal|saluran|channel)))\b/g], ['like', /\b(?:sukai|like)(?= (?:halaman|akun|postingan|page|dan))\b/g], ['share', /\b(?:bagikan|sebarkan)\b/g], ['scan_qr', /\b(?:pindai|scan)\b/g], ['invite_others', /\b(?:(?:meng)?ajak|(?:meng)?undang)(?= (?:teman|keluarga|warga|tetangga|masyarakat))\b/g]],
  tl: [['follow', /\b(?:i-follow|sundan|mag-follow|i-like)\b/g], ['join', /\b(?:sumali|mag-join)\b/g], ['share', /\b(?:i-share|ibahagi)\b/g]],
  zh: [['follow', /关注|關注/g], ['subscribe', /订阅|訂閱/g], ['join', /加入/g], ['share', /转发|分享/g], ['like', /点赞|按讚/g], ['scan_qr', /扫码|掃描/g]],
  ja: [['follow', /フォロー(?:して|お願い|を)/g], ['subscribe', /チャンネル登録/g], ['join', /参加して/g], ['share', /シェアして|拡散/g], ['like', /いいね/g]],
  ko: [['follow', /팔로우/g], ['subscribe', /구독/g], ['join', /가입|참여하/g], ['share', /공유해/g], ['like', /좋아요/g]],
  lo: [['follow', /ຕິດຕາມ/g], ['join', /ເຂົ້າຮ່ວມ/g], ['like', /ກົດໄລ[ກຄ໌]*/g], ['share', /ແຊ[ຣ໌]*/g], ['scan_qr', /ສະແກນ/g]],
};
WORDS['ms'] = WORDS['id']!;
/** Said of something done already, or denied. */
const DONE = /^(?:[^.!?\n]{0,40})(?:แล้วค่ะ|แล้วครับ|เรียบร้อย)|ปฏิเสธ|ไม่เคย|отрица|niega|nega|phủ nhận|نفى|نفت/;
/** An order or request by somebody else, and what checks it. */
const TOLD = /forder\w* |\briefe?n? |aufgerufen|\bbat(?:en)? |enjoint|sommé|chiede|ha chiesto|ha invitato|hanno chiesto|menginstruksikan|memerintahkan|meminta|mengimbau|กำชับ|สั่ง|ขอความร่วมมือ|kêu gọi|bắt |обяза|распоряд|требу|призвал|convocó|instó|exhortó|pediu|exigiu|mandou|poprosi\w+|kazał\w*|nakaza\w*|istiyor|обязал|потребова|попросил|приказал|велел|поручил|yêu cầu|đề nghị|chỉ đạo|สั่งให้|ขอให้|บังคับให้|instruye|bắt|wajib|diwajibkan|diminta|harus|müssen|sollen|aufgefordert|angewiesen|devem|dovranno|devono|sono tenuti|zobowiązani|muszą|zorunda|istedi|ordenó|ordena|pidió|exigió|obligó|ont ordonné|a ordonné|a demandé|sont priés|est prié|doivent|devaient|devront|debían|deberán|dovevano|должны были|phải |ညွှန်ကြား|أمر|طلب|دعا|دعت|حث|ناشد|على جميع|يجب على|deben|должны|обязаны|phải|ต้อง|ให้กด/;
/** Of these the ones that ask or invite and do not order. */
const ASKED = /aufgerufen|\bbat(?:en)? |forder\w* |chiede|ha chiesto|ha invitato|hanno chiesto|meminta|mengimbau|diminta|ขอความร่วมมือ|ขอให้|kêu gọi|đề nghị|призвал|попросил|convocó|instó|exhortó|pediu|pidió|poprosi\w+|istiyor|istedi|a demandé|sont priés|est prié|طلب|دعا|دعت|حث|ناشد/;
const AUDIENCES: [CallAudience, RegExp][] = [['students', /students?\b|studenten|studierende|studenti|estudantes|школьник|студент|учащ|học sinh|sinh viên|นักเรียน|นักศึกษา|estudiantes|alumnos|élèves|étudiants|ကျောင်းသား|طلاب|الطلبة|các em|lớp \d/], ['local_authorities', /chefs? de (?:quartier|village|canton|commune|secteur)|préfets?|alcaldes pedáneos|lurah|ketua rt|กำนัน|นายอำเภอ|глав[а-я]* (?:районов|поселений|администраций)|chủ tịch xã|старост|กำนัน|ผู้ใหญ่บ้าน|trưởng thôn|\balcaldes\b|\bmaires\b|kepala desa|camat|ရပ်ကွက်လူကြီး|သူကြီး|bürgermeister|sindaci|prefeitos|wójt|muhtar|المخاتير|رؤساء البلديات/u], ['employees', /pegawai|karyawan|ASN|mitarbeiter|beschäftigte|angestellte|beamte|funcionários|servidores|dipendenti|pracowni|çalışan|personel|tổ trưởng|công nhân|cả chuyền|сотрудник|учител|работник|служащ|бюджетник|cán bộ|công chức|nhân viên|giáo viên|ข้าราชการ|ครู|พนักงาน|เจ้าหน้าที่|personal|empleados|funcionarios|docentes|employés|agents|fonctionnaires|enseignants|ဝန်ထမ်း|ဆရာ|الموظفين|المعلمين|موظف|chofer\p{L}*|conductores|maestr[oa]s|enfermer[oa]s|obrer[oa]s|trabajador\p{L}*|ouvri\p{L}+|infirmi\p{L}+|chauffeurs|salariés|personnel|pracownik|guru|perawat|buruh|พยาบาล|คนงาน|công an|y tá|tài xế|медсест|водител|рабоч|мастерам|العمال|الممرض|السائق/u], ['members', /compañer[oa]s|camarades|товарищи|genoss\w+|compagni|companheir[oa]s|члены партии|đảng viên|สมาชิกพรรค|militantes|militants/], ['citizens', /ผู้ปกครอง|phụ huynh|chers parents|habitants|eltern|genitori|pais e |родител|соседи|warga|bà con|nhân dân|ชาวบ้าน|ရွာသူ|ရွာသား|poblador[a-z]*|moradores|mieszka[a-zń]+|halk|vatandaş|bürger|cidadãos|cittadini|padres de familia|граждан|жител|người dân|ประชาชน|ciudadanos|vecinos|habitants|citoyens|ပြည်သူ|المواطنين|الأهالي|السكان/u]];
const NOT = /(?:\bno|\bne|не|لا|ไม่|อย่า|đừng|không|nicht|não|non|tidak|jangan|nie)\s*$/;
/** Nobody was asked, or need do so. */
const NOBODY = /\b(?:nadie|ninguno|personne n|aucun|ninguém|nessuno|niemand|nikt|никто|не обязан|không ai|không bắt buộc|tidak ada|bukan kewajiban)|ไม่มีใคร|ไม่บังคับ|لا أحد/;
const NOUNS = /ไลน์|line |akun|halaman|saluran|kanal|gruppe|seite|konto|pagina|canale|gruppo|perfil|conta|strona|sayfa|fanpage|телег|เพจ|ช่อง|กลุ่ม|канал|групп|قناة|صفحة|حساب|página|canal|cuenta|grupo|chaîne|page|compte|groupe|kênh|trang|nhóm|channel|page|group|频道|频道/;

/** How far a request's words reach: to the end of its clause. */
function clauseEnd(words: string): number {
  const stop = /[.,;!?](?:\s|$)|\s[—–-]\s|\n|"|\s(?:y|et|e|и|и|dan|và|und|oder|para|pour|per|para que|чтобы|untuk|để|como|comme)\s|\s?(?:เพื่อ|แล้ว|และส่ง|รับเลย)|\sوإ/u.exec(words);
  return Math.min(stop?.index ?? words.length, 110);
}

/** Who is addressed in such a sentence; null where nobody is named. */
export const audienceElsewhere = (words: string): CallAudience | null => AUDIENCES.find(([, pattern]) => pattern.test(words))?.[0] ?? null;

/** Who orders: before the verb, or after it where verbs come first. */
function askerOf(s: string, from: number, order: RegExpExecArray): Ask['asker'] {
  const before = /([^.,;:!?"«»\n]{2,60}?)(?:\s(?:a|ha|han|ont|hat|haben|им|les?|lui|leur|se|đã|telah|ได้))?\s*$/u.exec(s.slice(0, order.index));
  const marked = before === null ? null : /^[\u1000-\u109f ]{3,50}?(?=က )/.exec(before[1]!);
  if (before !== null && marked !== null) return { start: from + before.index, end: from + before.index + marked[0].length };
  if (before !== null && /\p{L}{2}/u.test(before[1]!)) return { start: from + before.index, end: from + before.index + before[1]!.length };
  const after = /^\s*(\S{2,30})/.exec(s.slice(order.index + order[0].length));
  return after !== null && /[\u0600-\u06ff]/.test(order[0]) ? { start: from + order.index + order[0].length + after[0].length - after[1]!.length, end: from + order.index + order[0].length + after[0].length } : null;
}

export const knowsLanguage = (language: string): boolean => Object.hasOwn(WORDS, language);

export function asksElsewhere(doc: Prose, sentence: Sentence): Ask[] {
  const s = doc.folded.text.slice(sentence.start, sentence.end);
  const asks: Ask[] = [];
  if (NOBODY.test(s)) return asks;
  for (const [action, pattern] of WORDS[doc.language] ?? []) {
    for (const match of allMatches(pattern, s)) {
      if (NOT.test(s.slice(Math.max(0, match.index - 12), match.index))) continue;
      const from = sentence.start + match.index;
      const account = doc.mentions.find((mention) => mention.start >= from - 40 && mention.start >= sentence.start && mention.start < Math.min(sentence.end, from + 110));
      if (!account && !NOUNS.test(s.slice(match.index, match.index + 50))) continue;
      if (DONE.test(s.slice(match.index)) || DONE.test(s.slice(0, match.index).slice(-60))) continue;
      if (asks.some((ask) => ask.action === action)) continue;
      const order = TOLD.exec(s);
      const beforeVerb = s.slice(0, match.index);
      const joint = beforeVerb.length > 0 && order !== null;
      asks.push({ action, verb: { start: from, end: from + match[0].length }, start: joint ? sentence.start + (/^[^\n]*?[,:]\s/.exec(beforeVerb)?.[0].length ?? 0) : from, end: Math.min(sentence.end, Math.max(from + match[0].length, account !== undefined && account.kind !== 'name' ? account.end : from + clauseEnd(s.slice(match.index)))), how: order ? 'told' : 'direct', duty: order && !ASKED.test(order[0]) ? 'must' : 'request', asker: order ? askerOf(s, sentence.start, order) : null, asked: order ? s.slice(order.index + order[0].length, match.index) : '', past: order !== null && isOutlet(doc), rule: order ? 'elsewhere-order' : 'elsewhere', words: order?.[0].trim() ?? '' });
    }
  }
  return asks;
}
