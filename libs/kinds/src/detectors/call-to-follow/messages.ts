import type { CallReason } from '#core/model.js';

/** Languages that the messages are written in. */
export type Tongue = 'en' | 'km';

/** What kind of asking words a call rests on, and by what its voice was told: in words of each language. An id is never taken away: stored calls name it. */
export const RULES = {
  imperative: { en: 'A direct request', km: 'សំណើផ្ទាល់' },
  button: { en: 'A button to press', km: 'ប៊ូតុងឲ្យចុច' },
  polite: { en: 'A polite request', km: 'សំណើដោយគួរសម' },
  requested: { en: 'A request to those named', km: 'សំណើទៅអ្នកដែលបានបញ្ជាក់ឈ្មោះ' },
  wish: { en: 'A request put as a wish', km: 'សំណើក្នុងទម្រង់ជាការសង្ឃឹម' },
  permission: { en: 'An offer: people may do so', km: 'ការផ្តល់ជូន៖ អាចធ្វើបាន' },
  duty: { en: 'A duty', km: 'កាតព្វកិច្ច' },
  'account-duty': { en: 'A duty whose subject is the account', km: 'កាតព្វកិច្ចអំពីគណនី' },
  asked: { en: 'A request in the passive: people are asked', km: 'មនុស្សត្រូវបានស្នើសុំ' },
  told: { en: 'A request or order', km: 'សំណើ ឬបញ្ជា' },
  let: { en: 'People are made, or let, do it', km: 'ឲ្យគេធ្វើ' },
  ensure: { en: 'A duty to see to it that others do it', km: 'កាតព្វកិច្ចធានាឲ្យអ្នកដទៃធ្វើ' },
  unmet: { en: 'Words to those who have not done it yet', km: 'ពាក្យទៅកាន់អ្នកដែលមិនទាន់ធ្វើ' },
  consequence: { en: 'A consequence for those who do not do it', km: 'ផលវិបាកសម្រាប់អ្នកដែលមិនធ្វើ' },
  everybody: { en: 'An order to everybody in the present tense', km: 'បញ្ជាទៅគ្រប់គ្នា' },
  kept: { en: 'People are kept until they have done it', km: 'គេត្រូវឃាត់ទុករហូតដល់ធ្វើរួច' },
  note: { en: 'A note of what people are to do', km: 'កំណត់ចំណាំអំពីអ្វីដែលត្រូវធ្វើ' },
  entry: { en: 'A condition of taking part', km: 'លក្ខខណ្ឌនៃការចូលរួម' },
  'go-on': { en: 'A request to go on, or to help by passing on', km: 'សំណើឲ្យបន្ត ឬជួយផ្សាយបន្ត' },
  question: { en: 'A question that invites', km: 'សំណួរដែលអញ្ជើញ' },
  proof: { en: 'Proof of having done it is wanted', km: 'ទាមទារភស្តុតាងថាបានធ្វើ' },
  bring: { en: 'A request to bring others', km: 'សំណើឲ្យនាំអ្នកដទៃ' },
  'pass-on': { en: 'A request to pass the request on', km: 'សំណើឲ្យប្រាប់បន្ត' },
  standing: { en: 'Promotion without an asking word', km: 'ការផ្សព្វផ្សាយដោយគ្មានពាក្យស្នើ' },
  elsewhere: { en: 'A request beside an account, in a language that is read only in part', km: 'សំណើក្បែរគណនី ជាភាសាដែលអានបានតែមួយផ្នែក' },
  'elsewhere-order': { en: 'An order beside an account, in a language that is read only in part', km: 'បញ្ជាក្បែរគណនី ជាភាសាដែលអានបានតែមួយផ្នែក' },
} as const satisfies Record<string, Record<Tongue, string>>;
export type Rule = keyof typeof RULES;

export const VOICE_RULES = {
  described: { en: 'the text tells of somebody else\'s request', km: 'អត្ថបទរៀបរាប់ពីសំណើរបស់អ្នកដទៃ' },
  says: { en: 'somebody else is named as saying so', km: 'អត្ថបទថាអ្នកដទៃជាអ្នកនិយាយ' },
  quoted: { en: 'the words are a quotation of somebody else', km: 'ជាសម្រង់សម្តីរបស់អ្នកដទៃ' },
  after: { en: 'the speaker is named after the words', km: 'ឈ្មោះអ្នកនិយាយនៅក្រោយពាក្យ' },
  outlet: { en: 'an outlet tells of people whom it cannot instruct', km: 'សារព័ត៌មាននិយាយពីមនុស្សដែលខ្លួនបង្គាប់មិនបាន' },
  furniture: { en: 'the line stands on most pages of this source', km: 'បន្ទាត់នេះមានលើទំព័រភាគច្រើននៃប្រភពនេះ' },
  own: { en: 'a standing line about the publisher\'s own account', km: 'បន្ទាត់ប្រចាំអំពីគណនីរបស់អ្នកផ្សាយខ្លួនឯង' },
} as const satisfies Record<string, Record<Tongue, string>>;
export type VoiceRule = keyof typeof VOICE_RULES;

const PARTS: Record<Tongue, { people: (words: string) => string; sentence: (account: string) => string; nearby: (account: string) => string; platform: (name: string) => string; none: string; checked: string }> = {
  en: { people: (words) => `, put to “${words}”`, sentence: (account) => `${account} stands in the same sentence`, nearby: (account) => `${account} stands nearby`, platform: (name) => `of the account only the platform is named (${name})`, none: 'no account is named', checked: 'checked' },
  km: { people: (words) => ` ទៅកាន់ «${words}»`, sentence: (account) => `${account} នៅក្នុងប្រយោគតែមួយ`, nearby: (account) => `${account} នៅក្បែរនោះ`, platform: (name) => `អំពីគណនី មានតែឈ្មោះបណ្តាញ (${name})`, none: 'គ្មានឈ្មោះគណនី', checked: 'មានការពិនិត្យ' },
};

/** The reason of a call as a sentence of one language: what asks, whom, which account, how the voice was told, and what checks compliance. Null for ids of another version. */
export function reasonIn(language: Tongue, { rule, voice, asking, people, account, place, checked }: CallReason): string | null {
  const form = RULES[rule as Rule] as Record<Tongue, string> | undefined;
  const told = voice === null ? null : (VOICE_RULES[voice as VoiceRule] as Record<Tongue, string> | undefined);
  if (form === undefined || told === undefined) return null;
  const parts = PARTS[language];
  const quote = language === 'km' ? `«${asking}»` : `“${asking}”`;
  const about = place === 'none' || account === null ? parts.none : parts[place](account);
  return `${form[language]}${asking === '' ? '' : `${language === 'km' ? '៖' : ':'} ${quote}`}${people === null ? '' : parts.people(people)}; ${about}${told === null ? '' : `; ${told[language]}`}${checked === null ? '' : `; ${parts.checked}: "${checked}"`}`;
}
