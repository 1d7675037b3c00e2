export type Language = 'en' | 'km';

const en = {
  title: 'Daily note',
  daysLeft: (n: number) => (n > 1 ? `${n} days until polling day` : n === 1 ? 'Polling is tomorrow' : n === 0 ? 'Polling day' : `${-n} ${n === -1 ? 'day' : 'days'} after polling day`),
  covers: (day: string) => `Covers ${day}`,
  sources: 'sources read', documents: 'new documents', calls: 'calls to follow an account', drives: 'drives with a call that day',
  of: (n: string) => `of ${n}`,
  read: 'Who was read', notRead: 'What could not be seen', allRead: 'Every source on the list was read.',
  sides: { government: 'Government', 'state-and-allied-media': 'State and allied media', independent: 'Independent', opposition: 'Opposition', 'election-body': 'Election body' } as Record<string, string>,
  unread: (n: number) => `${n} ${n === 1 ? 'source' : 'sources'} not read. “None” in this note means none in what was read.`,
  making: 'The first note is being made', makingWhy: 'Pages are being read and compared. This page changes by itself as soon as the first note is released to the public.',
  health: { ready: 'Database and queues are working.', trouble: 'The server is not ready yet.', away: 'The server does not answer; trying again.' },
  earlier: 'Earlier notes', formats: 'This note as', page: 'web page', text: 'plain text', data: 'data', feed: 'feed',
  failed: 'The note could not be loaded. Trying again.', switchTo: 'ភាសាខ្មែរ', newer: 'There is a newer note', show: 'Show it', door: 'Sign in',
};
const km: typeof en = {
  title: 'កំណត់ត្រាប្រចាំថ្ងៃ',
  daysLeft: (n) => (n > 1 ? `នៅសល់ ${KHMER.digits(String(n))} ថ្ងៃទៀតដល់ថ្ងៃបោះឆ្នោត` : n === 1 ? 'ថ្ងៃស្អែកជាថ្ងៃបោះឆ្នោត' : n === 0 ? 'ថ្ងៃបោះឆ្នោត' : `${KHMER.digits(String(-n))} ថ្ងៃក្រោយថ្ងៃបោះឆ្នោត`),
  covers: (day) => `គ្របដណ្តប់${day}`,
  sources: 'ប្រភពដែលបានអាន', documents: 'ឯកសារថ្មី', calls: 'ការអំពាវនាវឱ្យតាមដានគណនី', drives: 'ចលនាដែលមានការអំពាវនាវនៅថ្ងៃនោះ',
  of: (n) => `ក្នុងចំណោម ${n}`,
  read: 'ប្រភពដែលបានអាន', notRead: 'អ្វីដែលយើងមើលមិនឃើញ', allRead: 'ប្រភពទាំងអស់ក្នុងបញ្ជីត្រូវបានអាន។',
  sides: { government: 'រដ្ឋាភិបាល', 'state-and-allied-media': 'ប្រព័ន្ធផ្សព្វផ្សាយរដ្ឋ និងសម្ព័ន្ធ', independent: 'ឯករាជ្យ', opposition: 'បក្សប្រឆាំង', 'election-body': 'ស្ថាប័នបោះឆ្នោត' },
  unread: (n) => `មិនបានអាន ${KHMER.digits(String(n))} ប្រភព។ ពាក្យ «គ្មាន» ក្នុងកំណត់ត្រានេះ មានន័យថាគ្មានក្នុងអ្វីដែលបានអាន។`,
  making: 'កំពុងរៀបចំកំណត់ត្រាដំបូង', makingWhy: 'ទំព័រនានាកំពុងត្រូវបានអាន និងប្រៀបធៀប។ ទំព័រនេះនឹងប្តូរដោយខ្លួនឯង ពេលកំណត់ត្រាដំបូងចេញជាសាធារណៈ។',
  health: { ready: 'មូលដ្ឋានទិន្នន័យ និងជួរការងារដំណើរការធម្មតា។', trouble: 'ម៉ាស៊ីនមេមិនទាន់រួចរាល់ទេ។', away: 'ម៉ាស៊ីនមេមិនឆ្លើយតប កំពុងព្យាយាមម្តងទៀត។' },
  earlier: 'កំណត់ត្រាមុនៗ', formats: 'កំណត់ត្រានេះជា', page: 'ទំព័រ', text: 'អត្ថបទ', data: 'ទិន្នន័យ', feed: 'បណ្តាញព័ត៌មាន',
  failed: 'មិនអាចបង្ហាញកំណត់ត្រាបានទេ។ កំពុងព្យាយាមម្តងទៀត។', switchTo: 'English', newer: 'មានកំណត់ត្រាថ្មី', show: 'បង្ហាញ', door: 'ចូលគណនី',
};

export const words: Record<Language, typeof en> = { en, km };

const KHMER = {
  // Browsers do not all bring Khmer words for dates.
  days: ['អាទិត្យ', 'ចន្ទ', 'អង្គារ', 'ពុធ', 'ព្រហស្បតិ៍', 'សុក្រ', 'សៅរ៍'],
  months: ['មករា', 'កុម្ភៈ', 'មីនា', 'មេសា', 'ឧសភា', 'មិថុនា', 'កក្កដា', 'សីហា', 'កញ្ញា', 'តុលា', 'វិច្ឆិកា', 'ធ្នូ'],
  digits: (text: string) => text.replace(/\d/g, (digit) => String.fromCodePoint(0x17E0 + Number(digit))),
};

/** A local day in full, in the reader's language; days are dates without a zone. */
export function longDay(day: string, language: Language): string {
  const date = new Date(`${day}T00:00:00Z`);
  if (language === 'km') return `ថ្ងៃ${KHMER.days[date.getUTCDay()]} ទី${KHMER.digits(String(date.getUTCDate()))} ខែ${KHMER.months[date.getUTCMonth()]} ឆ្នាំ${KHMER.digits(String(date.getUTCFullYear()))}`;
  return new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(date);
}
export const number = (value: number, language: Language): string => (language === 'km' ? KHMER.digits(new Intl.NumberFormat('de').format(value)) : new Intl.NumberFormat('en').format(value));
export const nameIn = (name: Record<string, string>, language: Language): string => name[language] ?? name['en'] ?? '';
