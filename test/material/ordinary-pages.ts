import { random } from './edited-copies.js';

/**
 * Ordinary pages of ministries, media, shops, forums, schools and clubs in English and Khmer, without a call to follow an account: most hold the words of one (follow, join,
 * share, like, subscribe, scan; តាមដាន, ចូលរួម, ចែករំលែក, ស្កេន) in another sense, or name accounts without asking for anything. Fiction, seeded.
 */
export interface OrdinaryPage { id: string; text: string; actor_hint: { name: string; kind: string }; language: 'en' | 'km'; published_at: string }

const pick = <T>(next: () => number, list: readonly T[]): T => list[Math.floor(next() * list.length)]!;

const EN = {
  place: ['Oldhaven', 'Merrow', 'Tarn Quay', 'the upper valley', 'Arlen', 'Port Sable', 'the weavers\' quarter', 'Kestrel Bay', 'Lower Marsh', 'the eastern districts'],
  who: ['The ministry', 'The harbour office', 'The deputy governor', 'The council', 'The health service', 'The committee', 'A spokesman', 'The school board', 'The company', 'The union', 'The fire brigade', 'The museum'],
  person: ['Ms Abara', 'Mr Stott', 'the abbot', 'the mayor', 'Captain Orr', 'the librarian', 'Dr Quill', 'a neighbour'],
  plain: ['{who} opened a bridge near {place} on {day}.', 'Rain is expected in {place} until {day}.', '{who} counted {n} boats in {place}.', 'Prices of rice rose by {m} per cent in {place}.', '{person} thanked the builders of the new well.', 'The road to {place} is closed for repairs until {day}.', '{who} signed an agreement worth {n} crowns.', 'Exhibits from {place} can be seen until {day}.', '{n} pupils sat the examination this year.', 'The ferry to {place} leaves at {m} past nine.'],
  near: [
    'Drivers must follow the diversion through {place}.', 'Please follow the instructions of the stewards.', 'All staff must follow the new procedure for travel claims.', 'Residents are requested to follow the guidelines on water use.', 'A press conference will follow the meeting.', 'Please follow the yellow line to the counter.',
    'Join us on {day} for the opening of the library.', 'Everyone is invited to join the procession at the east gate.', 'Readers are welcome to join the debate in the town hall.', 'Volunteers can join the clean-up at {place} on {day}.', 'Please join the queue on the left.', 'She will join the board in {month}.', 'Players who wish to join the club pay {n} crowns a year.', 'Officials should join the training session at the ministry.',
    'Please share your experience with the nurses.', 'Families are asked to share their memories of the old bridge.', 'Members share the cost of the hall.', 'We invite you to share your views at the hearing.', 'Please share this form with your accountant.', 'Neighbours share one well.', 'Shareholders approved the accounts.',
    'Would you like to see the garden? Ask at the gate.', 'People like the new market in {place}.', 'Visitors who like to walk can take the hill path.', 'Students like the new canteen.', 'Please bring warm clothes and something like a blanket.',
    'Subscribe to our newsletter at the counter.', 'Subscribers to the print edition receive the calendar in {month}.', 'Please subscribe to the gazette for {n} crowns a year.', 'You can subscribe to e-mail alerts on the website.', 'The electricity company has {n} subscribers in {place}.',
    'Scan your ticket at the gate.', 'Scan the code to pay for parking.', 'Please scan the QR code on the table to see the menu.', 'Pupils scan their cards at the entrance.', 'Scan the barcode to check the warranty.',
    'Photos of the day are on our Facebook page.', 'See the full programme on the Facebook page of the museum.', 'The session was streamed live on YouTube.', 'Details were published on the ministry\'s Telegram channel.', 'Watch the match live on TikTok at eight.', '{person} wrote on Facebook that the wall would be painted.', 'The video was seen {n} times on TikTok.', 'A post on Telegram said that the market would close; it will not.', 'Download the app from the usual stores.', 'For details visit our page or ring {n}.',
    '{who} denied that anybody was told to follow an account.', 'Do not follow fake accounts that promise gifts.', 'Nobody has to follow any page to get a permit.', 'I already follow that channel and so does my sister.', 'He said people may follow whomever they like.', 'Police are monitoring pages that spread rumours.', 'The study counted how many politicians use Telegram.', 'She deleted the photo from her page.',
    'Follow-up visits take place in {month}.', 'The following offices are closed: {place}.', 'Supporters followed the team to {place}.', 'Crowds joined the march.', 'The results were shared with partners.', 'As follows: one plum, two pears.', 'Please forward the invoice to the treasurer.', 'Bring two friends to the dance on {day}.', 'Invite your parents to the concert on {day}.', 'Tell your friends about the sale.', 'Press the green button to open the door.', 'Click here to read the annual report.', 'Sign up at the till for the workshop.', 'Register on the website before {day}.', 'Get into the bus at the rear.', 'Pass this letter on to your landlord.', 'Give the dog a bath and keep it warm.', 'Become a member of the rowing club for {n} crowns.', 'Hit the nail on the head.', 'Spread the butter on the bread.', 'Keep an eye on the oven.', 'Stay tuned for the weather at six.', 'Find us at the market on {day}.', 'Come to the festival in {place}.',
  ],
  day: ['Monday', 'Saturday', '14 May', '3 June', 'the 21st', 'Thursday evening'], month: ['May', 'June', 'October', 'January'],
};
const KM = {
  place: ['ក្រុងអូលហាវ៉េន', 'ខេត្តមេរ៉ូវ', 'ភូមិតាន', 'ស្រុកអាឡែន', 'កំពង់សេបល', 'តំបន់ភ្នំ', 'ឃុំជាងត្បាញ'],
  who: ['ក្រសួង', 'ការិយាល័យកំពង់ផែ', 'អភិបាលរង', 'ក្រុមប្រឹក្សា', 'មន្ទីរសុខាភិបាល', 'គណៈកម្មាធិការ', 'អ្នកនាំពាក្យ', 'សាលារៀន', 'ក្រុមហ៊ុន', 'សហជីព'],
  person: ['លោក សុខ', 'អ្នកស្រី ម៉ម', 'ព្រះចៅអធិការ', 'អ្នកភូមិម្នាក់', 'គ្រូពេទ្យម្នាក់'],
  plain: ['{who}បានបើកស្ពានថ្មីនៅ{place}កាលពី{day}។', 'នៅ{place}នឹងមានភ្លៀងរហូតដល់{day}។', '{who}បានរាប់ទូកចំនួន {n} គ្រឿងនៅ{place}។', 'តម្លៃស្រូវនៅ{place}ឡើង {m} ភាគរយ។', '{person}អរគុណជាងសាងសង់អណ្តូងទឹក។', 'ផ្លូវទៅ{place}បិទជួសជុលរហូតដល់{day}។', 'សិស្ស {n} នាក់បានប្រឡងឆ្នាំនេះ។'],
  near: [
    'អ្នកបើកបរត្រូវអនុវត្តតាមផ្លាកសញ្ញានៅ{place}។', 'សូមប្រជាពលរដ្ឋតាមដានការព្យាករណ៍អាកាសធាតុជាប្រចាំ។', 'គ្រូពេទ្យតាមដានសុខភាពអ្នកជំងឺរាល់ថ្ងៃ។', 'មន្ត្រីត្រូវតាមដានកម្ពស់ទឹកទន្លេ។', 'សមត្ថកិច្ចកំពុងតាមដានជនសង្ស័យ។', 'មាតាបិតាត្រូវយកសៀវភៅតាមដានមកសាលា។',
    'សូមអញ្ជើញចូលរួមពិធីបើកបណ្ណាល័យនៅ{day}។', 'ប្រជាពលរដ្ឋបានចូលរួមពិធីយ៉ាងច្រើន។', 'សូមចូលរួមប្រកួតប្រជែងដោយដាក់ពាក្យនៅសាលាឃុំ។', 'មន្ត្រីត្រូវចូលរួមវគ្គបណ្តុះបណ្តាលនៅក្រសួង។', 'សូមចូលរួមសហការជាមួយអាជ្ញាធរ។', 'គាត់នឹងចូលរួមក្រុមបាល់ទាត់ខែក្រោយ។',
    'គាត់បានចែករំលែកបទពិសោធន៍ដល់និស្សិត។', 'សូមចែករំលែកមតិនៅក្នុងកិច្ចប្រជុំ។', 'អ្នកជិតខាងចែករំលែកអង្ករឲ្យគ្នា។', 'កុំចែករំលែកលេខកូដទៅអ្នកដទៃ។',
    'សិស្សត្រូវស្កេនកាតនៅច្រកចូល។', 'សូមស្កេនកូដដើម្បីបង់ប្រាក់។', 'ស្កេន QR លើតុដើម្បីមើលម៉ឺនុយ។', 'អ្នកដំណើរស្កេនសំបុត្រនៅច្រក។',
    'រូបភាពពិធីមាននៅលើទំព័រហ្វេសប៊ុករបស់សាលា។', 'កម្មវិធីនេះផ្សាយផ្ទាល់លើ YouTube។', '{person}សរសេរលើហ្វេសប៊ុកថាជញ្ជាំងនឹងត្រូវលាបពណ៌។', 'វីដេអូនេះមានអ្នកទស្សនា {n} ដង លើ TikTok។', 'ព័ត៌មានលម្អិតមាននៅលើគេហទំព័រ។', 'សូមទស្សនាការផ្សាយបន្តផ្ទាល់លើ Facebook នៅម៉ោង ៨ ។', 'ក្រុមហ៊ុនទាញយកកម្មវិធីពី App Store។',
    '{who}បដិសេធថាមិនដែលបង្ខំបុគ្គលិកឲ្យតាមដានគណនីណាទេ។', 'ប្រយ័ត្នគណនីក្លែងក្លាយ កុំចូលរួម។', 'ខ្ញុំ Follow យូរហើយ។', 'គ្មាននរណាត្រូវតាមដានផេកណាទេ។', 'នគរបាលកំពុងស៊ើបអង្កេតផេកផ្សាយព័ត៌មានមិនពិត។', 'អរគុណសម្រាប់ការតាមដាន។', 'អ្នកគាំទ្រដង្ហែតាមក្រុមរហូតដល់កីឡដ្ឋាន។', 'ជាវកាសែតមួយឆ្នាំ {n} រៀល។', 'សូមនាំកូនមកចាក់វ៉ាក់សាំងនៅ{day}។', 'សូមប្រាប់អ្នកជិតខាងអំពីការកាត់ទឹក។', 'បបួលមិត្តភក្តិមករាំនៅ{day}។', 'សូមចុចប៊ូតុងបៃតងដើម្បីបើកទ្វារ។', 'ឡាយលក់អាវយប់នេះម៉ោង ៧ ។', 'សូមចូលតាមច្រកខាងកើត។', 'សូមចុះឈ្មោះនៅបញ្ជរមុន{day}។',
  ],
  day: ['ថ្ងៃច័ន្ទ', 'ថ្ងៃសៅរ៍', 'ថ្ងៃទី១៤ ខែឧសភា', 'ថ្ងៃទី៣ ខែមិថុនា'], month: ['ខែឧសភា'],
};
const ACTORS: [string, string][] = [['Ministry of Tides', 'ministry'], ['Valmere Courier', 'media'], ['Oldhaven Grammar School', 'school'], ['Merrow Provincial Hall', 'local_authority'], ['Lantern Guild', 'other'], ['Party of the Dawn', 'party'], ['Deputy Governor Orr', 'official'], ['Resident of Tarn', 'citizen'], ['Sable Trading House', 'tycoon'], ['Kestrel Radio', 'media']];

/** `count` pages, two thirds English; each is three to nine sentences, of which one to four are near misses. */
export function ordinaryPages(count: number, seed: number): OrdinaryPage[] {
  const next = random(seed);
  return Array.from({ length: count }, (_none, at) => {
    const language = next() < 0.65 ? 'en' : 'km';
    const words = language === 'en' ? EN : KM;
    const fill = (template: string): string => template.replace(/\{(\w+)\}/g, (_all, name: string) => (name === 'n' ? String(Math.floor(next() * 9000 + 100)) : name === 'm' ? String(Math.floor(next() * 40 + 2)) : pick(next, words[name as 'place' | 'who' | 'person' | 'day' | 'month'])));
    const near = 1 + Math.floor(next() * 4);
    const sentences = [...Array.from({ length: near }, () => fill(pick(next, words.near))), ...Array.from({ length: 2 + Math.floor(next() * 4) }, () => fill(pick(next, words.plain)))];
    for (let i = sentences.length - 1; i > 0; i--) { const j = Math.floor(next() * (i + 1)); [sentences[i], sentences[j]] = [sentences[j]!, sentences[i]!]; }
    const [name, kind] = pick(next, ACTORS);
    const gap = () => (next() < 0.25 ? '\n\n' : language === 'en' ? ' ' : ' ');
    return { id: `ordinary-${at}`, text: sentences.reduce((text, sentence) => (text === '' ? sentence : text + gap() + sentence), ''), actor_hint: { name, kind }, language, published_at: '2031-05-10' };
  });
}
