/** A page that was answered with 200. */
export interface Shown { asked: string; finalUrl: string; title: string | null; text: string }
/**
 * What a host answers with status 200 for an address that does not exist. `lines`: its visible text, as `shownLines` gives it; `says`: those of them that say that
 * there is nothing, and that an ordinary page of the host does not have.
 */
export interface MissingPage { finalUrl: string; redirected: boolean; title: string; lines: string[]; says?: string[] }

/** Errors are short pages: a longer one is not looked at. Bytes. */
export const LONGEST_ERROR_PAGE = 512 << 10;
/** Of a longer page nothing is said: what is compared must be all of it. */
const MOST_LINES = 1000;
/** A page with less text says too little to be told by: it may be the empty shell that scripts fill, the same for every address. Characters. */
const LEAST = 200;
const MOST_OF_A_LINE = 300;
/** Two answers for missing addresses may differ in a word or a number of their frame; the shortest article has a headline of its own. Characters. */
const MOST_APART = 30;
const SHARE_APART = 0.03;
/** A line that says there is nothing here: what there is not, and that it is not, in the languages of the region and the largest others. It counts only where a made-up address brings it and an ordinary page does not. */
const THING = new RegExp(['\\b(?:page|address|link|url|file|article|document|content|story|post|404)\\b', 'ទំព័រ|អត្ថបទ|តំណ|ឯកសារ',
  '(?<!\\p{L})(?:adresses?|liens?|fichiers?|contenus?|documents?|páginas?|direcci[oó]n|enlaces?|contenidos?|artículos?|endereços?|conteúdos?|artigos?|seiten?|inhalte?|artikel|dokumente?|pagin[ae]|indirizz\\p{L}+|contenut\\p{L}+|halaman|alamat|tautan|berkas|laman|trang|đường dẫn|liên kết|bài viết|nội dung|strona|sayfa|страниц\\p{L}*|адрес\\p{L}*|ссылк\\p{L}*|документ\\p{L}*|материал\\p{L}*|сторінк\\p{L}*)(?!\\p{L})',
  'الصفحة|صفحة|الرابط|المحتوى|العنوان|หน้า|ลิงก์|บทความ|เนื้อหา|ໜ້າ|ຫນ້າ|ລິ້ງ|စာမျက်နှာ|လင့်|页面|頁面|网页|網頁|链接|ページ|페이지'].join('|'), 'iu');
const IS_NOT = new RegExp(['\\b(?:not (?:be )?(?:found|exist|available)|(?:could|can|does|do|did|is|was)(?:n.?t| not) (?:find|found|exist|locate|available|there)|cannot find|cannot be found|no longer (?:exists?|available|here)|has been (?:removed|moved|deleted)|nothing (?:was |is )?(?:found|here)|404)\\b',
  'រក(?:មើល)?(?:មិន|ពុំ)ឃើញ|(?:មិន|ពុំ)មាន|ត្រូវបានលុប',
  'introuvable|n.(?:existe|existent|est) (?:pas|plus)|pas (?:été )?trouvée?|no (?:se )?(?:ha podido |han podido |ha |han |pudo )?(?:encontr|hall)\\p{L}+|no (?:existe|está disponible)|não (?:foi |pôde ser )?(?:encontrad\\p{L}+|existe|está disponível)|nicht (?:gefunden|existier\\p{L}*|verfügbar|vorhanden|finden)|existiert nicht|non (?:è stat\\p{L} )?(?:trovat\\p{L}|esiste|disponibile)|tidak (?:dapat )?(?:ditemukan|ada|tersedia)|không (?:tìm thấy|tồn tại|có sẵn)|nie (?:znaleziono|istnieje)|bulunamadı|не (?:найден\\p{L}*|существует|удалось найти|знайден\\p{L}*|існує)|уда(?:лен|лён)\\p{L}*|غير (?:موجود|متاح|متوفر)\\p{L}*|لم (?:يتم العثور|نجد|نتمكن)|ไม่พบ|ไม่มี|ບໍ່ພົບ|ບໍ່ມີ|မတွေ့|မရှိ|不存在|找不到|未找到|見つかりません|찾을 수 없'].join('|'), 'iu');
const LONGEST_SAYING = 200;
/** Beside it, an error page shows menus and headlines, which change from one asking to the next; a longer line is somebody's text. Characters. */
const LONGEST_HEADLINE = 160;
/** How much more or less than the missing page a page may show, with other headlines. */
const SHARE_OTHER = 0.3;

/** An address that no site has, the same one each time, which says to whoever reads the server's log why it is asked for. `origin`: scheme://host[:port]. */
export function addressOfNothing(origin: string): string {
  let hash = 0x811c9dc5;
  for (const character of origin) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return `${origin}/no-such-page-we-ask-how-errors-look-${hash.toString(16).padStart(8, '0')}`;
}

/** What a host answered with 200 for the address of nothing. `ordinary`: another page of the host. */
export function missingPageOf(answer: Shown, ordinary: Shown): MissingPage {
  const lines = shownLines(answer.text, answer.asked);
  const common = new Set(shownLines(ordinary.text, ordinary.asked));
  const says = lines.filter((line) => line.length <= LONGEST_SAYING && THING.test(line) && IS_NOT.test(line) && !common.has(line));
  return { finalUrl: answer.finalUrl, redirected: answer.finalUrl !== answer.asked, title: shownLines(answer.title ?? '', answer.asked)[0] ?? '', lines, says };
}

/** Whether a page for missing addresses has enough of its own for others to be compared with it, and is no shell that scripts fill. */
const isTelling = ({ lines }: MissingPage): boolean => lines.length < MOST_LINES && length(lines) >= LEAST && !lines.some((line) => line.includes('javascript'));

/** The visible text of a page in lines that two answers of the same kind share: without the address asked for, numbers as `#`. */
export function shownLines(text: string, asked: string): string[] {
  const path = /^[a-z]+:\/\/[^/]*(\/[^?#]*)/i.exec(asked)?.[1] ?? '/';
  const own = [asked, path, path.replace(/^\/|\/$/g, '')].filter((part) => part.length > 2);
  return text.split('\n').map((line) => own.reduce((kept, part) => kept.replaceAll(part, ''), line).replace(/\d+/g, '#').replace(/\s+/g, ' ').trim().toLowerCase().slice(0, MOST_OF_A_LINE)).filter((line) => line !== '').slice(0, MOST_LINES);
}

/**
 * Why a page answered with 200 is the host's page for addresses that do not exist, or null. Asked for elsewhere, it leads where such addresses lead; or title and
 * text are those of the missing page but for a few characters, in both directions: an article has what that page lacks, and lacks what that page says. Where the rest
 * differs, as with an error page that shows the newest headlines: its title, all that it says of there being nothing, as much text, and none that is longer than a headline.
 */
export function sameAsMissing(page: Shown, missing: MissingPage): string | null {
  if (missing.redirected && page.finalUrl === missing.finalUrl && page.asked !== page.finalUrl && !isRoot(page.asked)) return `redirected to ${page.finalUrl}, as addresses that do not exist are on this host`;
  if (!isTelling(missing)) return null;
  const [title = ''] = shownLines(page.title ?? '', page.asked);
  if (title !== missing.title) return null;
  const lines = shownLines(page.text, page.asked);
  if (lines.length >= MOST_LINES) return null;
  const whole = length(missing.lines);
  const most = Math.max(MOST_APART, SHARE_APART * whole);
  const own = without(lines, missing.lines);
  if (length(own) <= most && length(without(missing.lines, lines)) <= most) return 'HTTP 200 with the page that this host gives for addresses that do not exist';
  const says = missing.says ?? [];
  const saysNothing = says.length > 0 && without(says, lines).length === 0 && Math.abs(length(lines) - whole) <= SHARE_OTHER * whole && own.every((line) => line.length <= LONGEST_HEADLINE);
  return saysNothing ? `HTTP 200 with what this host says of addresses that do not exist ("${says[0]}")` : null;
}

/** A site whose root leads to its front page may lead addresses that do not exist there, too. */
const isRoot = (url: string): boolean => /^[a-z]+:\/\/[^/?#]+\/?$/i.test(url);
const length = (lines: readonly string[]): number => lines.reduce((sum, line) => sum + line.length, 0);
function without(lines: readonly string[], others: readonly string[]): string[] {
  const known = new Set(others);
  return lines.filter((line) => !known.has(line));
}
