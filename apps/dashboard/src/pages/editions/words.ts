import { messages } from '../../words/index.js';

export const editionWords = messages({
  en: {
    title: 'Editions', lead: 'Daily notes and bulletins, frozen as they were made. Released ones never change.', none: 'No note has been made yet. The first comes by itself.', note: 'Note', audience: 'For', state: 'State', kinds: { daily: 'daily note', bulletin: 'bulletin' } as Record<string, string>, edition: 'Note',
    states: { held: 'waits for release', released: 'released', withdrawn: 'withdrawn' }, by: (who: string) => `by ${who}`, composed: 'made', all: 'All', language: 'Language', asText: 'as plain text', asPage: 'as a page', notMine: 'What readers see',
    release: 'Release', releaseWhy: (audience: string) => `It goes to ${audience} in your name, within a minute. It can be withdrawn, not called back.`, releaseDo: 'Release it', withdraw: 'Withdraw', withdrawWhy: 'A notice stays in its place and goes to whoever got it.', correct: 'Correct', correctWhy: 'The note stays as it was; the correction goes to whoever got it and stands in the next note.', why: 'Why', textEn: 'The correction, in English', textKm: 'The correction, in Khmer', save: 'Do it', cancel: 'Cancel',
    log: 'What was done with it', logNone: 'Nothing yet.', did: { released: 'released', withdrawn: 'withdrawn', corrected: 'corrected' } as Record<string, string>, mails: 'Mails', mailsNone: 'No mail is on its way.', mailStates: { pending: 'to be sent', sending: 'on its way', sent: 'sent', failed: 'failed', unknown: 'unknown whether it arrived' } as Record<string, string>,
    replies: 'Questions and answers', repliesLead: 'What was put to those spoken of, and what came back.', repliesNone: 'Nobody was asked yet.', asked: (when: string, channel: string) => `asked ${when} by ${channel}`, until: (when: string) => `answer asked for by ${when}`, overdue: 'overdue', answer: 'Note the answer', answerText: 'The answer, in its own words', ask: 'Note a question', actor: 'To whom', question: 'Question', channel: 'By which way', channelHint: 'e-mail, telephone, letter', deadline: 'Answer asked for by', open: 'open',
  },
  km: {
    title: 'កំណត់ត្រា', lead: 'កំណត់ត្រាប្រចាំថ្ងៃ និងកំណត់ត្រាបន្ថែម បង្កកដូចពេលធ្វើ។ កំណត់ត្រាដែលបានផ្សាយមិនដែលប្តូរទេ។', none: 'មិនទាន់មានកំណត់ត្រាទេ។ កំណត់ត្រាដំបូងនឹងមកដោយខ្លួនឯង។', note: 'កំណត់ត្រា', audience: 'សម្រាប់', state: 'ស្ថានភាព', kinds: { daily: 'កំណត់ត្រាប្រចាំថ្ងៃ', bulletin: 'កំណត់ត្រាបន្ថែម' }, edition: 'កំណត់ត្រា',
    states: { held: 'រង់ចាំការអនុញ្ញាតផ្សាយ', released: 'បានផ្សាយ', withdrawn: 'បានដកវិញ' }, by: (who) => `ដោយ ${who}`, composed: 'បានធ្វើ', all: 'ទាំងអស់', language: 'ភាសា', asText: 'ជាអត្ថបទ', asPage: 'ជាទំព័រ', notMine: 'អ្វីដែលអ្នកអានឃើញ',
    release: 'ផ្សាយ', releaseWhy: (audience) => `វានឹងទៅដល់${audience} ក្នុងនាមអ្នក ក្នុងមួយនាទី។ អាចដកវិញបាន តែមិនអាចហៅត្រឡប់បានទេ។`, releaseDo: 'ផ្សាយ', withdraw: 'ដកវិញ', withdrawWhy: 'សេចក្តីជូនដំណឹងមួយនៅជំនួស និងទៅដល់អ្នកដែលបានទទួល។', correct: 'កែតម្រូវ', correctWhy: 'កំណត់ត្រានៅដដែល៖ ការកែតម្រូវទៅដល់អ្នកដែលបានទទួល និងនៅក្នុងកំណត់ត្រាបន្ទាប់។', why: 'មូលហេតុ', textEn: 'ការកែតម្រូវ ជាភាសាអង់គ្លេស', textKm: 'ការកែតម្រូវ ជាភាសាខ្មែរ', save: 'ធ្វើ', cancel: 'បោះបង់',
    log: 'អ្វីដែលបានធ្វើ', logNone: 'មិនទាន់មានអ្វីទេ។', did: { released: 'បានផ្សាយ', withdrawn: 'បានដកវិញ', corrected: 'បានកែតម្រូវ' }, mails: 'សំបុត្រ', mailsNone: 'គ្មានសំបុត្រកំពុងផ្ញើទេ។', mailStates: { pending: 'ត្រូវផ្ញើ', sending: 'កំពុងផ្ញើ', sent: 'បានផ្ញើ', failed: 'បរាជ័យ', unknown: 'មិនដឹងថាដល់ឬអត់' },
    replies: 'សំណួរ និងចម្លើយ', repliesLead: 'អ្វីដែលបានសួរអ្នកដែលគេនិយាយដល់ និងអ្វីដែលបានឆ្លើយ។', repliesNone: 'មិនទាន់បានសួរអ្នកណាទេ។', asked: (when, channel) => `បានសួរ ${when} តាម ${channel}`, until: (when) => `សុំចម្លើយត្រឹម ${when}`, overdue: 'ហួសកំណត់', answer: 'កត់ចម្លើយ', answerText: 'ចម្លើយ តាមពាក្យដើម', ask: 'កត់សំណួរ', actor: 'ទៅអ្នកណា', question: 'សំណួរ', channel: 'តាមមធ្យោបាយណា', channelHint: 'អ៊ីមែល ទូរស័ព្ទ លិខិត', deadline: 'សុំចម្លើយត្រឹម', open: 'បើក',
  },
});

type Stated = { releasedAt: string | null; withdrawnAt: string | null };
export const stateOf = ({ releasedAt, withdrawnAt }: Stated): 'held' | 'released' | 'withdrawn' => (withdrawnAt !== null ? 'withdrawn' : releasedAt !== null ? 'released' : 'held');
export const STATE_TAG = { held: 'warn', released: 'good', withdrawn: 'bad' } as const;
