import { messages } from '../words/index.js';

export const shellWords = messages({
  en: {
    product: 'Claque', skip: 'Skip to the page', menu: 'Menu', close: 'Close', main: 'Pages', election: 'Election',
    nav: { today: 'Today', drives: 'Drives', accounts: 'Accounts', review: 'Review', search: 'Search', sources: 'Sources', editions: 'Editions', setUp: 'Set-up', settings: 'Settings', queues: 'Queues' },
    waiting: (n: string) => `${n} waiting`, newOnes: (n: string) => `${n} new`, withGaps: (n: string) => `${n} with open gaps`, failed: (n: string) => `${n} failed`,
    other: 'ភាសាខ្មែរ', signOut: 'Sign out', you: 'Your sign-in', roles: { viewer: 'reads', coder: 'reads and codes', editor: 'edits and releases', admin: 'runs the installation', service: 'program' } as Record<string, string>,
    stillIn: 'You are still signed in: the server did not take it. Try again before you leave.', away: 'The server does not answer. What you see is as of before; trying again.', notFound: 'There is no such page', home: 'Back to today', noElection: 'No election is set up yet', noElectionWhy: 'Begin with a list of who is to be watched: `npx claque watchlist init` writes a commented sample, and `npm start -- --watchlist FILE` begins with yours.',
    shortcuts: 'Keys', keys: { title: 'Keys', search: 'search', help: 'this list', inReview: 'In Review', review: { j: 'next finding', k: 'the one before', c: 'confirm', r: 'reject', e: 'correct', d: 'dispute', n: 'note for colleagues' } },
  },
  km: {
    product: 'Claque', skip: 'រំលងទៅទំព័រ', menu: 'ម៉ឺនុយ', close: 'បិទ', main: 'ទំព័រ', election: 'ការបោះឆ្នោត',
    nav: { today: 'ថ្ងៃនេះ', drives: 'ចលនាអំពាវនាវ', accounts: 'គណនី', review: 'ពិនិត្យ', search: 'ស្វែងរក', sources: 'ប្រភព', editions: 'កំណត់ត្រា', setUp: 'រៀបចំ', settings: 'ការកំណត់', queues: 'ជួរការងារ' },
    waiting: (n) => `រង់ចាំ ${n}`, newOnes: (n) => `ថ្មី ${n}`, withGaps: (n) => `មានចន្លោះ ${n}`, failed: (n) => `បរាជ័យ ${n}`,
    other: 'English', signOut: 'ចេញពីគណនី', you: 'គណនីរបស់អ្នក', roles: { viewer: 'អាន', coder: 'អាន និងចាត់ថ្នាក់', editor: 'កែសម្រួល និងផ្សាយ', admin: 'គ្រប់គ្រងប្រព័ន្ធ', service: 'កម្មវិធី' },
    stillIn: 'អ្នកនៅក្នុងគណនីនៅឡើយ៖ ម៉ាស៊ីនមេមិនបានទទួល។ សូមព្យាយាមម្តងទៀតមុនចាកចេញ។', away: 'ម៉ាស៊ីនមេមិនឆ្លើយតប។ អ្វីដែលឃើញគឺពីមុន កំពុងព្យាយាមម្តងទៀត។', notFound: 'គ្មានទំព័រនេះទេ', home: 'ត្រឡប់ទៅថ្ងៃនេះ', noElection: 'មិនទាន់មានការបោះឆ្នោតណាត្រូវបានរៀបចំទេ', noElectionWhy: 'ចាប់ផ្តើមដោយបញ្ជីអ្នកដែលត្រូវតាមដាន៖ `npx claque watchlist init` សរសេរគំរូ ហើយ `npm start -- --watchlist FILE` ចាប់ផ្តើមដោយបញ្ជីរបស់អ្នក។',
    shortcuts: 'គ្រាប់ចុច', keys: { title: 'គ្រាប់ចុច', search: 'ស្វែងរក', help: 'បញ្ជីនេះ', inReview: 'ក្នុងទំព័រពិនិត្យ', review: { j: 'ការរកឃើញបន្ទាប់', k: 'ការរកឃើញមុន', c: 'បញ្ជាក់', r: 'បដិសេធ', e: 'កែ', d: 'ជំទាស់', n: 'កំណត់ចំណាំសម្រាប់មិត្តរួមការងារ' } },
  },
});

export const doorWords = messages({
  en: {
    title: 'Sign in', name: 'Name', password: 'Password', code: 'Code of your authenticator', codeHint: 'Only if you set one up', enter: 'Sign in', entering: 'Signing in…', notes: 'Public notes', noSignIn: 'No sign-in yet? Whoever runs this installation can make you a one-time link.',
    wrong: 'Name, password or code is not right.', many: (after: string) => `Too many tries. Try again ${after}.`, later: 'later', inSeconds: (n: number) => `in ${n} s`,
    welcome: 'Welcome', chooseWhy: 'This link works once. Choose how you sign in from now on; colleagues see a code instead of your name.', chooseAgain: 'This link works once. Choose the password with which you sign in from now on; your name stays as it is.', chosen: 'Choose and go on', nameHint: 'Two to forty letters, digits, dots or hyphens, without spaces; not your real name', passwordHint: 'At least ten characters', linkGone: 'This link is unknown, was used already, or is too old. Ask for a new one.',
    again: 'Your password again', againWhy: 'What you are about to do reaches others. For fifteen minutes you will not be asked again.', confirm: 'Go on', cancel: 'Cancel',
  },
  km: {
    title: 'ចូលគណនី', name: 'ឈ្មោះ', password: 'ពាក្យសម្ងាត់', code: 'លេខកូដពីកម្មវិធីផ្ទៀងផ្ទាត់', codeHint: 'តែបើអ្នកបានដំឡើង', enter: 'ចូល', entering: 'កំពុងចូល…', notes: 'កំណត់ត្រាសាធារណៈ', noSignIn: 'មិនទាន់មានគណនី? អ្នកគ្រប់គ្រងប្រព័ន្ធអាចបង្កើតតំណប្រើម្តងឱ្យអ្នក។',
    wrong: 'ឈ្មោះ ពាក្យសម្ងាត់ ឬលេខកូដមិនត្រឹមត្រូវទេ។', many: (after) => `ព្យាយាមច្រើនពេក។ សូមព្យាយាមម្តងទៀត${after}។`, later: 'នៅពេលក្រោយ', inSeconds: (n) => `ក្នុង ${n} វិនាទី`,
    welcome: 'សូមស្វាគមន៍', chooseWhy: 'តំណនេះប្រើបានតែម្តង។ សូមជ្រើសរបៀបចូលគណនីចាប់ពីពេលនេះ។ មិត្តរួមការងារឃើញលេខកូដជំនួសឈ្មោះអ្នក។', chooseAgain: 'តំណនេះប្រើបានតែម្តង។ សូមជ្រើសពាក្យសម្ងាត់សម្រាប់ចូលគណនីចាប់ពីពេលនេះ។ ឈ្មោះរបស់អ្នកនៅដដែល។', chosen: 'ជ្រើស ហើយបន្ត', nameHint: 'អក្សរ លេខ ចុច ឬសហសញ្ញា ពីរទៅសែសិប គ្មានដកឃ្លា មិនមែនឈ្មោះពិត', passwordHint: 'យ៉ាងតិចដប់តួ', linkGone: 'តំណនេះមិនស្គាល់ បានប្រើរួច ឬចាស់ពេក។ សូមសុំតំណថ្មី។',
    again: 'ពាក្យសម្ងាត់ម្តងទៀត', againWhy: 'អ្វីដែលអ្នកនឹងធ្វើ ទៅដល់អ្នកដទៃ។ ក្នុងដប់ប្រាំនាទី យើងមិនសួរម្តងទៀតទេ។', confirm: 'បន្ត', cancel: 'បោះបង់',
  },
});
