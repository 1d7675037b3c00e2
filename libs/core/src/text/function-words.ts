import type { Language } from '../model.js';

/** Frequent words that carry grammar, not topic, with a few words of site furniture; lower case, parted by spaces. */
export const FUNCTION_WORDS: Record<Language, string> = {
  en: 'the of and to in is that for it on with as was are be this by at from have has had not but they you your we our us his her she he its their which who will would can could an or if when all more about after than been were said my me what how please follow join like share subscribe news page channel official home search up out new now read here just do don\'t i\'m it\'s i\'ve get got why no yes so these those then there where into over only also every any one two hello dear',
  fr: 'le la les des du de un une et est en que qui dans pour pas sur ce cette il elle nous vous ils au aux avec par plus son sa ses leur ne se sont mais ou où comme être été avait fait tout tous cet c\'est d\'un d\'une l\'on je mon ma mes notre votre nos vos suivez abonnez rejoignez bonjour merci',
  es: 'el la los las de del un una y es en que por para con no se su sus lo al más como pero sin sobre este esta son fue ha han ser muy ya también entre cuando todo todos nos mi me si porque hay desde está están nuestro nuestra síguenos únete suscríbete canal página gracias hola',
  pt: 'o a os as de do da dos das um uma e é em no na nos nas que por para com não se seu sua ao à mais como mas sem foi são tem ser já também quando muito ele ela você nosso nossa siga canal obrigado olá está pelo pela aos funcionários',
  it: 'il lo la i gli le di del della dei delle un una e è in che per con non si su al alla dal dalla nel nella sono come più ma anche ha hanno questo questa ai dipendenti ciao grazie seguici canale',
  de: 'der die das und ist in den von zu mit sich des auf für nicht ein eine einer einen dem als auch es an werden aus er hat dass sie nach wird bei wir ihr alle oder aber im um am über mehr ich zum zur folgt bitte kanal',
  nl: 'de het een en van in is dat op te zijn voor met die niet aan er om ook als door over bij maar wordt naar uit hij we ze heeft deze dit volg ons kanaal',
  vi: 'và của là có trong được cho các một không người với những này để đã từ theo dõi kênh trang chúng tôi bạn hãy tham gia khi đến như về tại bộ',
  id: 'dan yang di untuk dengan ini itu dari pada tidak akan adalah ke dalam oleh kami kita anda juga atau telah sudah ada para sebagai bisa karena ikuti akun saluran bergabung silakan mengikuti pegawai',
  ms: 'dan yang di untuk dengan ini itu dari pada tidak akan adalah ke dalam oleh kami kita anda juga atau telah sudah ada para sebagai boleh kerana ikuti saluran sertai sila kakitangan',
  tl: 'ang ng sa na mga ay at ni si para ito nang kung hindi may kay ko mo niya namin tayo kayo sila po lang din rin sundan',
  tr: 've bir bu için ile da de ne gibi daha çok olarak olan ama o var kadar sonra takip edin kanal biz siz en mi sayfayı istedi',
  pl: 'i w na z do że się nie to jest o jak po od za przez dla ale są był była oraz być przy może czy śledź prosi kanał',
  ro: 'și în de la cu pe nu că este un o din pentru a al ale care mai sunt fost prin urmăriți canal',
  sw: 'na ya wa kwa ni za la katika kuwa hii hiyo cha yake kama lakini au sasa wafanyakazi fuata',
};
