import type { LetterBank } from '../bank.js';

export const letterEn: LetterBank = {
  titles: ['Circular No. {reference} to all departments', 'Internal memo {reference}: official channel of the Premier', 'Guidance {reference} for officials and contract staff'],
  openings: [
    '{institution}, {date}. To: heads of department, provincial offices and all personnel.',
    'Ref. {reference}. {institution} presents its compliments to the directors of all departments and their teams.',
    '{institution} to its central and provincial staff, {date}.',
  ],
  reasons: [
    'Premier {premier} now shares news of his work and of government decisions first on his own Telegram channel, and it is important that public servants learn of them without delay.',
    'So that the working visits and decisions of Premier {premier} are known in every office at the same time, his Telegram channel has become the main means of communication.',
    'Since the Premier, {premier}, left the page he used before, his Telegram channel is where his messages can be read in full.',
  ],
  asks: [
    'All officials and contract staff are therefore asked to subscribe to the channel at {link}, and to invite their families to do the same.',
    'We request every member of staff, at headquarters and in the provinces, to join the Telegram channel {link} as soon as this circular reaches them.',
    'Please install Telegram if you have not done so and follow the Premier\'s channel, {link}.',
  ],
  duties: [
    'Heads of department will pass this circular on to the units under them. Information officers can help those who are not used to the application.',
    'Directors are responsible for making the contents known. The computer section helps with installation every afternoon.',
    'Section chiefs read this out at Monday\'s meeting.',
  ],
  closings: ['Thank you for your cooperation. Signed: {head}, Secretary General', 'For the Minister, {head}', '{head}, Director of Administration'],
  proofs: [
    'Once subscribed, each official sends a screenshot to the personnel office, no later than {deadline}.',
    'A list with the names of those who have joined is to be handed to the administration by {deadline}.',
  ],
};

export const letterKm: LetterBank = {
  titles: ['សារាចរលេខ {reference} ជូនគ្រប់នាយកដ្ឋាន', 'លិខិតផ្ទៃក្នុងលេខ {reference} ស្តីពីឆានែលផ្លូវការរបស់នាយករដ្ឋមន្ត្រី', 'សេចក្តីណែនាំលេខ {reference} ជូនមន្ត្រី និងបុគ្គលិកជាប់កិច្ចសន្យា'],
  openings: [
    '{institution} {date} សូមជម្រាបជូនប្រធាននាយកដ្ឋាន មន្ទីរខេត្ត និងបុគ្គលិកទាំងអស់។',
    'យោងលេខ {reference}៖ {institution} សូមគោរពជូនលោក លោកស្រីប្រធានគ្រប់អង្គភាព។',
    '{institution} សូមជូនដំណឹងដល់មន្ត្រីថ្នាក់កណ្តាល និងថ្នាក់ក្រោមជាតិ នៅ{date}។',
  ],
  reasons: [
    'លោកនាយករដ្ឋមន្ត្រី {premier} ផ្សាយព័ត៌មានពីកិច្ចការរបស់លោក និងសេចក្តីសម្រេចរបស់រដ្ឋាភិបាលមុនគេនៅលើឆានែលតេឡេក្រាមរបស់លោក ហើយមន្ត្រីរាជការគប្បីបានដឹងទាន់ពេល។',
    'ដើម្បីឱ្យគ្រប់ការិយាល័យបានជ្រាបពីបេសកកម្ម និងសេចក្តីសម្រេចរបស់លោកនាយករដ្ឋមន្ត្រី {premier} ក្នុងពេលតែមួយ ឆានែលតេឡេក្រាមរបស់លោកជាមធ្យោបាយផ្សព្វផ្សាយចម្បង។',
    'ចាប់តាំងពីលោកនាយករដ្ឋមន្ត្រី {premier} ឈប់ប្រើទំព័រមុន សាររបស់លោកអាចអានបានពេញលេញតែនៅលើឆានែលតេឡេក្រាមប៉ុណ្ណោះ។',
  ],
  asks: [
    'អាស្រ័យហេតុនេះ ក្រសួងស្នើឱ្យមន្ត្រី និងបុគ្គលិកជាប់កិច្ចសន្យាទាំងអស់ចុះឈ្មោះតាមដានឆានែល {link} ព្រមទាំងអញ្ជើញក្រុមគ្រួសារឱ្យតាមដានផង។',
    'សូមមន្ត្រីទាំងអស់ ទាំងនៅទីស្តីការ ទាំងនៅតាមខេត្ត ចូលជាសមាជិកឆានែលតេឡេក្រាម {link} ឱ្យបានឆាប់ បន្ទាប់ពីទទួលបានសារាចរនេះ។',
    'សូមដំឡើងកម្មវិធីតេឡេក្រាម បើមិនទាន់មាន ហើយចុចតាមដានឆានែលរបស់លោកនាយករដ្ឋមន្ត្រី {link}។',
  ],
  duties: [
    'ប្រធាននាយកដ្ឋានត្រូវផ្សព្វផ្សាយសារាចរនេះដល់អង្គភាពក្រោមឱវាទ។ មន្ត្រីព័ត៌មានវិទ្យាអាចជួយអ្នកដែលមិនទាន់ចេះប្រើកម្មវិធី។',
    'លោកនាយកទទួលខុសត្រូវក្នុងការផ្សព្វផ្សាយខ្លឹមសារនេះ។ ផ្នែកកុំព្យូទ័រជួយដំឡើងរៀងរាល់រសៀល។',
    'ប្រធានផ្នែកត្រូវអានលិខិតនេះនៅក្នុងកិច្ចប្រជុំថ្ងៃចន្ទ។',
  ],
  closings: ['សូមអរគុណចំពោះកិច្ចសហការ។ ហត្ថលេខា៖ {head} អគ្គលេខាធិការ', 'ជ. រដ្ឋមន្ត្រី {head}', '{head} នាយករដ្ឋបាល'],
  proofs: [
    'ក្រោយពីបានតាមដានហើយ មន្ត្រីម្នាក់ៗត្រូវផ្ញើរូបថតអេក្រង់ទៅការិយាល័យបុគ្គលិក ឱ្យបានមុន{deadline}។',
    'បញ្ជីឈ្មោះអ្នកដែលបានចូលរួចត្រូវប្រគល់ជូនរដ្ឋបាល យ៉ាងយូរត្រឹម{deadline}។',
  ],
};
