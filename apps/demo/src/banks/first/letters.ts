import type { LetterBank } from '../bank.js';

/**
 * Circulars that tell staff to follow the Premier's channel. A drive takes one choice for each part; every member changes a little.
 * Slots: institution, premier, link, head (who signs), deadline (a weekday), date, reference.
 */
export const letterEnglish: LetterBank = {
  titles: ['Circular {reference} on the official channel', 'Notice to all staff, no. {reference}', 'Instruction {reference}: information before polling day'],
  openings: [
    'To all heads of department, officials and contract staff of {institution}.',
    '{institution} informs the officials, workers and contract staff of all its offices as follows.',
  ],
  reasons: [
    'In order to receive the guidance of the head of government quickly and from the right source, and so that nobody in our ranks is misled by rumours in the days before the vote, the leadership of the institution attaches great importance to official information.',
    'So that the guidance of the head of government reaches every office without delay, and so that true information is spread before the vote, the leadership of the institution has examined how its personnel receive official information.',
  ],
  asks: [
    'All officials and staff are requested to follow the Telegram channel of Premier {premier} at {link} from today.',
    'All officials and staff must join the official Telegram channel of Premier {premier}, {link}, without exception.',
    'Every official and every member of staff is instructed to subscribe to the Telegram channel of Premier {premier} at {link}.',
  ],
  duties: [
    'Heads of department make this circular known in every office under them, also in the provinces, and see to it that the daily work of the institution is not interrupted.',
    'Heads of department read this circular aloud at the morning meeting, pass it to the provincial offices and make sure that services to the public go on as usual.',
  ],
  closings: [
    'The institution counts on the high sense of responsibility of all concerned. Done on {date}, signed by {head}.',
    'All concerned are expected to carry this out with a high sense of responsibility. {date}, {head}.',
  ],
  proofs: [
    'Each official sends a screenshot of the subscription to the head of unit, who hands the list of names to the personnel office by {deadline}.',
    'Heads of unit collect a screenshot from every official and report the number to the personnel office by {deadline}.',
  ],
};

export const letterKhmer: LetterBank = {
  titles: ['សេចក្តីណែនាំលេខ {reference} ស្តីពីឆានែលផ្លូវការ', 'សេចក្តីជូនដំណឹងលេខ {reference} ជូនមន្ត្រីទាំងអស់', 'សារាចរលេខ {reference} ស្តីពីព័ត៌មានមុនថ្ងៃបោះឆ្នោត'],
  openings: [
    'សូមជម្រាបជូនប្រធាននាយកដ្ឋាន មន្ត្រី និងបុគ្គលិកកិច្ចសន្យាទាំងអស់នៃ{institution}។',
    '{institution} សូមជូនដំណឹងដល់មន្ត្រី បុគ្គលិក និងកម្មករនៃអង្គភាពចំណុះទាំងអស់ដូចតទៅ។',
  ],
  reasons: [
    'ដើម្បីទទួលបានការណែនាំរបស់ប្រមុខរដ្ឋាភិបាលបានឆាប់រហ័ស និងពីប្រភពត្រឹមត្រូវ ហើយកុំឲ្យមានការយល់ច្រឡំដោយសារពាក្យចចាមអារ៉ាមនៅមុនថ្ងៃបោះឆ្នោត ថ្នាក់ដឹកនាំស្ថាប័នយកចិត្តទុកដាក់ខ្ពស់ចំពោះព័ត៌មានផ្លូវការ។',
    'ដើម្បីឲ្យការណែនាំរបស់ប្រមុខរដ្ឋាភិបាលទៅដល់គ្រប់អង្គភាពទាន់ពេលវេលា និងដើម្បីផ្សព្វផ្សាយព័ត៌មានពិតមុនថ្ងៃបោះឆ្នោត ថ្នាក់ដឹកនាំស្ថាប័នបានពិនិត្យអំពីរបៀបដែលមន្ត្រីទទួលព័ត៌មានផ្លូវការ។',
  ],
  asks: [
    'ស្នើមន្ត្រី និងបុគ្គលិកទាំងអស់ចូលតាមដានឆានែលតេឡេក្រាមរបស់លោកនាយករដ្ឋមន្ត្រី {premier} តាមរយៈ {link} ចាប់ពីថ្ងៃនេះតទៅ។',
    'មន្ត្រី និងបុគ្គលិកទាំងអស់ត្រូវចូលរួមឆានែលតេឡេក្រាមផ្លូវការរបស់លោកនាយករដ្ឋមន្ត្រី {premier} តាមតំណ {link} ដោយគ្មានករណីលើកលែង។',
    'មន្ត្រី និងបុគ្គលិកគ្រប់រូបត្រូវចុចតាមដានឆានែលតេឡេក្រាមរបស់លោកនាយករដ្ឋមន្ត្រី {premier} តាមរយៈ {link}។',
  ],
  duties: [
    'ប្រធាននាយកដ្ឋានត្រូវជម្រាបសារាចរនេះដល់គ្រប់ការិយាល័យចំណុះ រួមទាំងនៅតាមខេត្ត ហើយធានាថាការងារប្រចាំថ្ងៃរបស់ស្ថាប័នមិនត្រូវអាក់ខាន។',
    'ប្រធាននាយកដ្ឋានត្រូវអានសារាចរនេះក្នុងអង្គប្រជុំពេលព្រឹក បញ្ជូនទៅមន្ទីរខេត្ត ហើយធានាថាសេវាជូនប្រជាជននៅតែដំណើរការធម្មតា។',
  ],
  closings: [
    'ស្ថាប័នសង្ឃឹមយ៉ាងមុតមាំលើស្មារតីទទួលខុសត្រូវខ្ពស់របស់អ្នកពាក់ព័ន្ធទាំងអស់។ ធ្វើនៅ{date} ហត្ថលេខា {head}។',
    'អ្នកពាក់ព័ន្ធទាំងអស់ត្រូវអនុវត្តប្រកបដោយស្មារតីទទួលខុសត្រូវខ្ពស់។ {date} {head}។',
  ],
  proofs: [
    'មន្ត្រីម្នាក់ៗត្រូវផ្ញើរូបថតអេក្រង់នៃការតាមដានជូនប្រធានអង្គភាព ហើយប្រធានអង្គភាពប្រគល់បញ្ជីរាយនាមជូនការិយាល័យបុគ្គលិកត្រឹម{deadline}។',
    'ប្រធានអង្គភាពត្រូវប្រមូលរូបថតអេក្រង់ពីមន្ត្រីគ្រប់រូប ហើយរាយការណ៍ចំនួនជូនការិយាល័យបុគ្គលិកត្រឹម{deadline}។',
  ],
};
