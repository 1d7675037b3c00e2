import type { Prose } from '../detector.js';
import type { Range } from '../clauses.js';
import type { Warning } from './warning.js';

/** Other languages: those who oppose, and prison, courts, violence or loss of post to come, in one sentence. */
const WHO = /(?<!\p{L})(?:wer|wenn (?:du|sie|jemand)|chi|chiunque|quem|se (?:você|alguém|qualcuno)|kto|kim) |ceux qui|toute? \p{L}+ (?:défaillant|récalcitrant|réfractaire|absent|qui)|quiconque|celui qui|si vous|quienes?|los que|el que|si (?:alguien|usted)|ai (?:mà )?|kẻ nào|những (?:kẻ|người)|nếu|кто\s|те,? кто|если|всякий|ใคร(?:ที่)?|ผู้ที่|ถ้า|siapa (?:pun|saja)|barang siapa|jika|من\s|كل من|الذين|သူများ|သူများကို|သူတွေ/u;
const OPPOSES = /moqu|burl|ridicul|imit|usurp|suplant|beleidig|kritis|weiger|nachahm|lächerlich|insulta|critica|rifiut|finge|zomba|recus|obraż|kryty|hakaret|eleştir|mạo danh|giả mạo|passer pour|se fai?t passer|insult|critiqu|oppos|attaqu|boycott|refus|défaill|récalcitr|réfractaire|injuri|critic|opon|atac|boicot|rechac|xúc phạm|chỉ trích|chống|phản đối|nói xấu|без|оскорб|критик|против|клевет|бойкот|отказ|ด่า|วิจารณ์|หมิ่น|ต่อต้าน|ไม่(?:ติดตาม|เข้าร่วม|ยอม)|menghina|mengkritik|melawan|menolak|ينتقد|يهين|يعارض|يسيء|ဆန့်ကျင်|ဝေဖန်|စော်ကား/;
const HARM = /juez|juges?(?!ment)|justicia|justice|giudic|carcere|denunc|licenzi|retrait|sanction|révoc|révoqu|mutation|mutés?|licenci|gericht|gefängnis|bereu|kündig|anwalt|avocat|abogad|avvocat|advogad|tribunais|cadeia|processad|demitid|sąd|więzieni|mahkeme|hapis|hình sự|pháp luật|truy cứu|truy tố|đuổi việc|судь|суд |hakim|dituntut|hukum|prison|tribunal|arrêt|poursuiv|paier|regrett|cárcel|prisión|pagar|arrest|juicio|despedid|nhà tù|vào tù|bị bắt|xử lý|trả giá|тюрьм|сяд|посад|арест|пожале|ответ|увол|คุก|จับ|ดำเนินคดี|เสียใจ|ไล่ออก|penjara|ditangkap|menyesal|dipecat|السجن|سيدفع|يعتقل|ထောင်|ဖမ်း|အရေးယူ/;
const FUTURE = /s'expos|será|serán|wird|werden|wirst|drà\b|rà\b|ranno|erà\b|ará|erá|irá|będzie|acak|ecek|ront\b|ra\b|rez\b|ras\b|án\b|rá\b|rán\b|sẽ|будет|будут|т\b|จะ|akan|سوف|س[يـ]|မည်|မယ်/;
const FACTUAL = /a été|ont été|article \d|fue |fueron|artículo|đã bị|điều \d+|был[аи]? |статья|ถูกจับ(?:แล้ว|เมื่อ)|มาตรา|telah |pasal|المادة|ခဲ့သည်/;

export function warningsElsewhere(doc: Prose, sentence: Range): Warning[] {
  const s = doc.folded.text.slice(sentence.start, sentence.end);
  const who = WHO.exec(s);
  if (!who || !OPPOSES.test(s) || !HARM.test(s) || !FUTURE.test(s) || FACTUAL.test(s)) return [];
  const burmese = /[\u1000-\u109f]/.test(s);
  return [{ start: sentence.start + (burmese ? 0 : who.index), end: sentence.end, target: null, conditional: true, told: false, rule: `those who oppose, and harm to come (${doc.language})` }];
}
