import { describe, expect, it } from 'vitest';
import { detectLanguage } from './language.js';

describe('detectLanguage', () => {
  it.each([
    ['km', 'សូមចូលរួមតាមដានទំព័ររបស់ក្រសួង'], ['km', 'ប៉ុស្តិ៍ Telegram របស់លោករដ្ឋមន្ត្រី t.me/vorn_office_official'], ['th', 'ติดตามเพจของเรา'], ['lo', 'ຕິດຕາມພວກເຮົາ'], ['my', 'ကျွန်ုပ်တို့ကို လိုက်ကြည့်ပါ'],
    ['ru', 'Подпишитесь на наш канал'], ['uk', 'Підпишіться на наш канал'], ['ar', 'تابعوا صفحتنا'], ['fa', 'کانال ما را دنبال کنید، چهارشنبه'], ['zh', '请关注我们的频道'], ['ja', '私たちのチャンネルをフォローしてください'], ['ko', '저희 채널을 구독해 주세요'], ['hi', 'हमारे चैनल का अनुसरण करें'],
    ['en', 'Follow us'], ['en', 'All staff are requested to join the channel today.'], ['fr', 'Le ministère demande à ses agents de suivre la page.'], ['es', 'El ministerio pidió a sus empleados seguir la cuenta.'],
    ['vi', 'Bộ yêu cầu nhân viên theo dõi kênh'], ['de', 'Das Ministerium bittet alle Mitarbeiter um Hilfe'], ['pt', 'O ministério pediu aos funcionários que não faltem'], ['id', 'Kami akan mengikuti akun ini dengan para pegawai'],
    ['it', 'Il ministero ha chiesto ai dipendenti di iscriversi'], ['pl', 'Ministerstwo prosi, że nie jest to obowiązek'], ['tr', 'Bakanlık bu sayfayı takip etmenizi istedi'],
  ])('tells %s from its script or its function words: %s', (language, text) => { expect(detectLanguage(text)).toBe(language); });

  it.each([
    ['km', 'រដ្ឋមន្ត្រីបើកផ្សារថ្មីនៅព្រឹកនេះ'], ['km', 'ភ្លៀងធ្លាក់ខ្លាំងនៅភាគខាងជើង'], ['km', 'ចូលរួម Telegram: t.me/harbour'], ['km', 'សិស្ស ១២០ នាក់ទទួលសៀវភៅ'], ['th', 'ตลาดใหม่เปิดเช้านี้'], ['lo', 'ຕະຫຼາດໃໝ່ເປີດເຊົ້ານີ້'], ['my', 'စျေးသစ်ကို ယနေ့ဖွင့်သည်'],
    ['en', 'The new market opens this morning'], ['en', 'Heavy rain is expected in the north'], ['en', 'Join our channel for more news'], ['en', 'Pupils receive books from the library'], ['fr', 'Le nouveau marché ouvre ce matin'], ['fr', 'De fortes pluies sont attendues dans le nord'],
    ['es', 'El nuevo mercado abre esta mañana'], ['es', 'Se esperan fuertes lluvias en el norte'], ['de', 'Der neue Markt öffnet heute früh'], ['de', 'Im Norden wird starker Regen erwartet'], ['it', 'Il nuovo mercato apre questa mattina'], ['pt', 'O novo mercado abre nesta manhã'],
    ['nl', 'De nieuwe markt gaat vanmorgen open'], ['pl', 'Nowy targ otwiera się dziś rano'], ['tr', 'Yeni pazar bu sabah açılıyor'], ['vi', 'Chợ mới mở cửa sáng nay'], ['vi', 'Học sinh nhận sách từ thư viện'], ['id', 'Pasar baru dibuka untuk warga pagi ini'], ['id', 'Hujan deras akan turun di utara'],
    ['ru', 'Новый рынок открывается сегодня утром'], ['uk', 'Новий ринок відкривається сьогодні вранці'], ['ar', 'يفتح السوق الجديد هذا الصباح'], ['zh', '新市场今天早上开放'], ['ja', '新しい市場は今朝開きます'], ['ko', '새 시장이 오늘 아침에 문을 연다'], ['hi', 'नया बाज़ार आज सुबह खुलता है'],
  ])('tells %s from one short line: %s', (language, text) => { expect(detectLanguage(text)).toBe(language); });

  it('says "und" where there are no letters to judge', () => {
    for (const text of ['', '12 34', '😀😀', 'https://t.me/joinme', '@handle #tag', '\uD800']) expect(detectLanguage(text)).toBe('und');
  });

  it('takes Khmer for the language of a Khmer page with a Latin footer', () => {
    expect(detectLanguage(`${'ព័ត៌មានថ្មីអំពីខេត្តរបស់យើង។ '.repeat(3)} Home About Contact Facebook Telegram YouTube Privacy`)).toBe('km');
  });
});
