import { foldText } from '#core/text/fold.js';

/**
 * Names of the months in some thirty languages, alone, in a date, and short: months apart by a space, spellings by a slash. A name that stands with an earlier
 * language is not written again: languages with most pages come first. These are the names that the runtime's own tables write (a test compares them);
 * asking those tables at start took 58 CPU ms in each thread.
 */
const NAMES: Record<string, string> = {
  en: 'january/jan february/feb march/mar april/apr may june/jun july/jul august/aug september/sep october/oct november/nov december/dec',
  de: 'januar februar märz/mär  mai juni juli  sept oktober/okt  dezember/dez',
  fr: 'janvier/janv février/févr mars avril/avr  juin juillet/juil août septembre octobre novembre décembre/déc',
  es: 'enero/ene febrero marzo abril/abr mayo junio julio agosto/ago septiembre octubre noviembre diciembre/dic',
  it: 'gennaio/gen febbraio  aprile maggio/mag giugno/giu luglio/lug  settembre/set ottobre/ott  dicembre',
  pt: 'janeiro fevereiro/fev março  maio junho julho  setembro outubro/out novembro dezembro',
  nl: 'januari februari maart/mrt  mei   augustus    ',
  pl: 'styczeń/sty/stycznia luty/lut/lutego marzec/marca kwiecień/kwi/kwietnia maj/maja czerwiec/cze/czerwca lipiec/lip/lipca sierpień/sie/sierpnia wrzesień/wrz/września październik/paź/października listopad/lis/listopada grudzień/gru/grudnia',
  cs: 'leden/led/ledna únor/úno/února březen/bře/března duben/dub/dubna květen/kvě/května červen/čvn/června červenec/čvc/července srpen/srp/srpna září/zář říjen/říj/října listopadu prosinec/pro/prosince',
  sk: 'január/januára február/februára marec apríl/apríla máj/mája jún/júna júl/júla augusta septembra október/októbra novembra decembra',
  sl: '     junij julij avgust/avg    ',
  hr: 'siječanj/sij/siječnja veljača/velj/veljače ožujak/ožu/ožujka travanj/tra/travnja svibanj/svi/svibnja lipanj/lipnja srpanj/srpnja kolovoz/kol/kolovoza rujan/ruj/rujna  studeni/stu/studenoga prosinac/prosinca',
  ru: 'январь/янв/января февраль/февр/февраля март/марта/мар апрель/апр/апреля май/мая июнь/июня/июн июль/июля/июл август/авг/августа сентябрь/сент/сентября октябрь/окт/октября ноябрь/нояб/ноября декабрь/дек/декабря',
  uk: 'січень/січ/січня лютий/лют/лютого березень/бер/березня квітень/квіт/квітня травень/трав/травня червень/черв/червня липень/лип/липня серпень/серп/серпня вересень/вер/вересня жовтень/жовт/жовтня листопад/лист/листопада грудень/груд/грудня',
  bg: 'януари февруари  април  юни юли  септември октомври ноември декември',
  sr: 'јануар/јан фебруар/феб   мај јун јул  септембар/сеп октобар новембар/нов децембар/дец',
  tr: 'ocak/oca şubat/şub mart nisan/nis mayıs haziran/haz temmuz/tem ağustos/ağu eylül/eyl ekim/eki kasım/kas aralık/ara',
  sv: '       augusti    ',
  da: '  marts         ',
  nb: '           desember/des',
  fi: 'tammikuu/tammi/tammikuuta helmikuu/helmi/helmikuuta maaliskuu/maalis/maaliskuuta huhtikuu/huhti/huhtikuuta toukokuu/touko/toukokuuta kesäkuu/kesä/kesäkuuta heinäkuu/heinä/heinäkuuta elokuu/elo/elokuuta syyskuu/syys/syyskuuta lokakuu/loka/lokakuuta marraskuu/marras/marraskuuta joulukuu/joulu/joulukuuta',
  hu: ' febr március/márc április/ápr május június július augusztus szeptember/szept   ',
  ro: 'ianuarie/ian februarie martie aprilie  iunie/iun iulie/iul  septembrie octombrie noiembrie decembrie',
  el: 'ιανουαρίου/ιαν φεβρουαρίου/φεβ μαρτίου/μαρ απριλίου/απρ μαΐου/μαΐ ιουνίου/ιουν ιουλίου/ιουλ αυγούστου/αυγ σεπτεμβρίου/σεπ οκτωβρίου/οκτ νοεμβρίου/νοε δεκεμβρίου/δεκ',
  id: '  maret     agustus/agu    ',
  ms: '  mac    julai ogos/ogo    disember/dis',
  th: 'มกราคม/มค กุมภาพันธ์/กพ มีนาคม/มีค เมษายน/เมย พฤษภาคม/พค มิถุนายน/มิย กรกฎาคม/กค สิงหาคม/สค กันยายน/กย ตุลาคม/ตค พฤศจิกายน/พย ธันวาคม/ธค',
  km: 'មករា កុម្ភៈ មីនា មេសា ឧសភា មិថុនា កក្កដា សីហា កញ្ញា តុលា វិច្ឆិកា ធ្នូ',
  lo: 'ມັງກອນ/ມກ ກຸມພາ/ກພ ມີນາ/ມນ ເມສາ/ມສ ພຶດສະພາ/ພພ ມິຖຸນາ/ມິຖ ກໍລະກົດ/ກລ ສິງຫາ/ສຫ ກັນຍາ/ກຍ ຕຸລາ/ຕລ ພະຈິກ/ພຈ ທັນວາ/ທວ',
  my: 'ဇန်နဝါရီ/ဇန် ဖေဖော်ဝါရီ/ဖေ မတ် ဧပြီ မေ ဇွန် ဇူလိုင်/ဇူ ဩဂုတ် စက်တင်ဘာ/စက် အောက်တိုဘာ/အောက် နိုဝင်ဘာ/နို ဒီဇင်ဘာ/ဒီ',
  az: 'yanvar/yan fevral  aprel  iyun/iyn iyul/iyl avqust/avq sentyabr/sen oktyabr noyabr/noy dekabr/dek',
  ar: 'يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر',
  he: 'ינואר/ינו׳ פברואר/פבר׳ מרץ אפריל/אפר׳ מאי יוני יולי אוגוסט/אוג׳ ספטמבר/ספט׳ אוקטובר/אוק׳ נובמבר/נוב׳ דצמבר/דצמ׳',
  hi: 'जनवरी/जन॰ फ़रवरी/फ़र॰ मार्च अप्रैल मई जून जुलाई/जुल॰ अगस्त/अग॰ सितंबर/सित॰ अक्टूबर/अक्टू॰ नवंबर/नव॰ दिसंबर/दिस॰',
  bn: 'জানুয়ারি/জানু ফেব্রুয়ারি/ফেব মার্চ এপ্রিল/এপ্রি মে জুন জুলাই/জুল আগস্ট/আগ সেপ্টেম্বর/সেপ্ট/সেপ অক্টোবর/অক্টো নভেম্বর/নভে ডিসেম্বর/ডিসে',
};
/** Spellings that the tables lack. */
const MORE: Record<string, number> = {
  sept: 8, mär: 2, mrz: 2, jänner: 0, feber: 1, apri: 3, agst: 7, 'កុម្ភះ': 1, 'កុម្ភ': 1, 'មិនា': 2, 'កក្តដា': 6, 'កក្កតា': 6, 'វិចិ្ឆកា': 10,
};
export const MONTH_LANGUAGES: readonly string[] = Object.keys(NAMES);

let months: Map<string, number> | null = null;

/** The month (0 to 11) that a word names in one of some thirty languages; null for other words. */
export function monthOf(word: string): number | null {
  months ??= build();
  return months.get(plain(word)) ?? null;
}

const plain = (word: string): string => (/[\u1780-\u17FF]/.test(word) ? foldText(word) : word.normalize('NFC').toLowerCase()).replace(/[.\u200B-\u200D]/g, '');

function build(): Map<string, number> {
  const found = new Map<string, number>();
  for (const names of Object.values(NAMES)) {
    for (const [month, spellings] of names.split(' ').entries()) for (const name of spellings.split('/')) if (name !== '') found.set(plain(name), month);
  }
  for (const [name, month] of Object.entries(MORE)) found.set(plain(name), month);
  return found;
}
