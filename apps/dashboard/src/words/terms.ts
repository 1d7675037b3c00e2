import { messages } from './index.js';

/** Words of the field that several pages use. Same terms as the digest's (libs/publish/src/messages). */
export const terms = messages({
  en: {
    sides: { government: 'Government', 'state-and-allied-media': 'State and allied media', independent: 'Independent', opposition: 'Opposition', 'election-body': 'Election body' },
    kinds: {
      ministry: 'ministry', 'state-media': 'state media', 'pro-government-media': 'pro-government media', 'independent-media': 'independent media', 'opposition-media': 'opposition media', party: 'party', official: 'official', tycoon: 'tycoon',
      school: 'school', 'local-authority': 'local authority', 'election-body': 'election body', 'civil-society': 'civil society', other: 'other',
    },
    phases: { 'pre-campaign': 'Before the campaign', campaign: 'Campaign', silence: 'Silence', polling: 'Polling', counting: 'Counting', after: 'After' },
    strengths: { mandatory: 'mandatory', instruction: 'instruction', invitation: 'invitation' },
    audiences: { employees: 'staff', students: 'students', citizens: 'citizens', local_authorities: 'local authorities', members: 'members', fans: 'supporters', general: 'everybody' },
    actions: { follow: 'follow', join: 'join', subscribe: 'subscribe to', like: 'like', share: 'share', scan_qr: 'scan the code of', invite_others: 'bring others to' },
    voices: { own: 'in its own voice', reported: 'reports others', boilerplate: 'standing line' },
    verdicts: { observed: 'observed', reported: 'reported', corroborated: 'corroborated', alleged: 'alleged', disputed: 'disputed' },
    verdictWhy: { observed: 'We hold the page.', reported: 'Others say so; we did not see it.', corroborated: 'Two independent origins say so.', alleged: 'Somebody claims it.', disputed: 'It is contradicted.' },
    checks: { machine: 'read by machine only', 'one reader': 'one reader', 'two agree': 'two readers agree' },
    findings: { call: 'call to follow', metric: 'count', goal: 'goal', event: 'account event', commitment: 'promise', threat: 'threat', conduct: 'pressure to follow', ruling: 'ruling', 'account-link': 'account\'s address', 'lookalike-account': 'account that looks like another', service: 'platform\'s own line' },
    links: { 'same target': 'same account', 'near-same text': 'nearly the same text', 'same quote': 'same quote', 'same link': 'same link', 'same image': 'same picture', 'same hashtags': 'same hashtags', 'same forward': 'same forwarded post' },
    statuses: { official: 'official', unofficial: 'unofficial', impersonator: 'uses another\'s name', unknown: 'not known whose' },
    editionAudiences: { staff: 'Staff', partners: 'Partners', public: 'Public' },
    platforms: { telegram: 'Telegram', tiktok: 'TikTok', facebook: 'Facebook', youtube: 'YouTube', instagram: 'Instagram', x: 'X', whatsapp: 'WhatsApp', line: 'LINE', other: 'another platform' },
    sourceKinds: { website: 'website', feed: 'feed', sitemap: 'sitemap', wordpress: 'WordPress site', posts: 'posts', 'telegram-channel': 'Telegram channel', 'youtube-channel': 'YouTube channel', 'account-counter': 'follower counts' } as Record<string, string>,
    unnamed: 'An account not named',
    languages: { en: 'English', km: 'Khmer', und: 'language unknown' },
    reasons: {
      blocked: 'refuses us', 'geo-blocked': 'refuses readers of this country', challenge: 'tests browsers', captcha: 'asks for a captcha', 'soft-not-found': 'says that the page is not there', 'login-wall': 'login wall', 'refused-by-robots': 'robots.txt asks not to be read',
      'private-address': 'leads to a private address', 'not-found': 'page not found', gone: 'page is gone', 'server-error': 'its server fails', throttled: 'asks us to slow down', 'too-large': 'answer too large', 'timed-out': 'no answer in time', 'too-many-redirects': 'redirects without end',
      'connection-failed': 'no connection', 'tls-failed': 'no secure connection', 'dns-failed': 'name not known', broken: 'answer broke off', 'not-html': 'not a page', 'unsupported-type': 'kind of file we cannot read', empty: 'empty answer', scheme: 'not of the web', 'bad-url': 'address not valid',
      'parser-failed': 'page not understood', 'parser-timed-out': 'took too long to understand', 'selector-drift': 'pages look different now', 'legacy-text': 'letters of before Unicode', quarantined: 'set aside for a person', 'cut-short': 'list longer than we read', 'images-failed': 'pictures failed',
      'no-preview': 'no posts without an account', scanned: 'scanned, no text', 'model-off': 'language model off', 'model-budget': 'model budget spent', 'model-failed': 'language model failed', 'not-monitored': 'not monitored', 'needs-browser': 'needs a browser', paused: 'paused', ok: 'read', unchanged: 'read, unchanged',
    },
  },
  km: {
    sides: { government: 'រដ្ឋាភិបាល', 'state-and-allied-media': 'សារព័ត៌មានរដ្ឋ និងសម្ព័ន្ធ', independent: 'ឯករាជ្យ', opposition: 'គណបក្សប្រឆាំង', 'election-body': 'ស្ថាប័នបោះឆ្នោត' },
    kinds: {
      ministry: 'ក្រសួង', 'state-media': 'សារព័ត៌មានរដ្ឋ', 'pro-government-media': 'សារព័ត៌មានគាំទ្ររដ្ឋាភិបាល', 'independent-media': 'សារព័ត៌មានឯករាជ្យ', 'opposition-media': 'សារព័ត៌មានប្រឆាំង', party: 'គណបក្ស', official: 'មន្ត្រី', tycoon: 'ឧកញ៉ា',
      school: 'សាលារៀន', 'local-authority': 'អាជ្ញាធរមូលដ្ឋាន', 'election-body': 'ស្ថាប័នបោះឆ្នោត', 'civil-society': 'សង្គមស៊ីវិល', other: 'ផ្សេងៗ',
    },
    phases: { 'pre-campaign': 'មុនយុទ្ធនាការឃោសនា', campaign: 'យុទ្ធនាការឃោសនា', silence: 'រយៈពេលស្ងាត់', polling: 'ថ្ងៃបោះឆ្នោត', counting: 'រាប់សន្លឹកឆ្នោត', after: 'ក្រោយការបោះឆ្នោត' },
    strengths: { mandatory: 'កាតព្វកិច្ច', instruction: 'សេចក្តីណែនាំ', invitation: 'ការអញ្ជើញ' },
    audiences: { employees: 'បុគ្គលិក', students: 'សិស្សនិស្សិត', citizens: 'ប្រជាពលរដ្ឋ', local_authorities: 'អាជ្ញាធរមូលដ្ឋាន', members: 'សមាជិក', fans: 'អ្នកគាំទ្រ', general: 'មនុស្សទូទៅ' },
    actions: { follow: 'តាមដាន', join: 'ចូលរួម', subscribe: 'ជាវ', like: 'ចុចចូលចិត្ត', share: 'ចែករំលែក', scan_qr: 'ស្កេនកូដរបស់', invite_others: 'អញ្ជើញអ្នកដទៃមក' },
    voices: { own: 'ដោយពាក្យខ្លួនឯង', reported: 'រាយការណ៍ពីអ្នកដទៃ', boilerplate: 'ពាក្យដដែលប្រចាំ' },
    verdicts: { observed: 'យើងឃើញ', reported: 'មានអ្នករាយការណ៍', corroborated: 'មានការបញ្ជាក់', alleged: 'មានការចោទ', disputed: 'មានការជំទាស់' },
    verdictWhy: { observed: 'យើងរក្សាទុកទំព័រនោះ។', reported: 'អ្នកដទៃនិយាយដូច្នេះ៖ យើងមិនបានឃើញទេ។', corroborated: 'ប្រភពដើមឯករាជ្យពីរនិយាយដូច្នេះ។', alleged: 'មានគេអះអាង។', disputed: 'មានគេជំទាស់។' },
    checks: { machine: 'អានដោយម៉ាស៊ីនប៉ុណ្ណោះ', 'one reader': 'អ្នកអានម្នាក់', 'two agree': 'អ្នកអានពីរនាក់យល់ស្រប' },
    findings: { call: 'ការអំពាវនាវឱ្យតាមដាន', metric: 'ចំនួន', goal: 'គោលដៅ', event: 'ព្រឹត្តិការណ៍គណនី', commitment: 'ការសន្យា', threat: 'ការគំរាមកំហែង', conduct: 'ការដាក់សម្ពាធឱ្យតាមដាន', ruling: 'សេចក្តីសម្រេច', 'account-link': 'អាសយដ្ឋានគណនី', 'lookalike-account': 'គណនីស្រដៀងគណនីផ្សេង', service: 'បន្ទាត់របស់វេទិកា' },
    links: { 'same target': 'គណនីដូចគ្នា', 'near-same text': 'អត្ថបទស្ទើរតែដូចគ្នា', 'same quote': 'សម្រង់សម្តីដូចគ្នា', 'same link': 'តំណដូចគ្នា', 'same image': 'រូបភាពដូចគ្នា', 'same hashtags': 'ហាសថែកដូចគ្នា', 'same forward': 'សារបញ្ជូនបន្តដូចគ្នា' },
    statuses: { official: 'ផ្លូវការ', unofficial: 'មិនផ្លូវការ', impersonator: 'យកឈ្មោះអ្នកដទៃ', unknown: 'មិនទាន់ដឹងម្ចាស់' },
    editionAudiences: { staff: 'បុគ្គលិក', partners: 'ដៃគូ', public: 'សាធារណជន' },
    platforms: { telegram: 'តេឡេក្រាម', tiktok: 'ទិកតុក', facebook: 'ហ្វេសប៊ុក', youtube: 'យូធូប', instagram: 'អ៊ីនស្តាក្រាម', x: 'X', whatsapp: 'WhatsApp', line: 'LINE', other: 'វេទិកាផ្សេង' },
    sourceKinds: { website: 'គេហទំព័រ', feed: 'បណ្តាញព័ត៌មាន', sitemap: 'ផែនទីគេហទំព័រ', wordpress: 'គេហទំព័រ WordPress', posts: 'សារ', 'telegram-channel': 'ឆានែលតេឡេក្រាម', 'youtube-channel': 'ឆានែលយូធូប', 'account-counter': 'ចំនួនអ្នកតាមដាន' },
    unnamed: 'គណនីដែលមិនបានបញ្ជាក់ឈ្មោះ',
    languages: { en: 'អង់គ្លេស', km: 'ខ្មែរ', und: 'មិនស្គាល់ភាសា' },
    reasons: {
      blocked: 'មិនអនុញ្ញាតឱ្យយើងអាន', 'geo-blocked': 'មិនអនុញ្ញាតសម្រាប់ប្រទេសនេះ', challenge: 'សាកល្បងកម្មវិធីរុករក', captcha: 'ទាមទារឱ្យដោះស្រាយ captcha', 'soft-not-found': 'ទំព័រប្រាប់ថារកមិនឃើញ', 'login-wall': 'តម្រូវឱ្យចូលគណនី', 'refused-by-robots': 'robots.txt សុំកុំឱ្យអាន',
      'private-address': 'នាំទៅអាសយដ្ឋានឯកជន', 'not-found': 'រកទំព័រមិនឃើញ', gone: 'ទំព័រលែងមាន', 'server-error': 'ម៉ាស៊ីនមេមានបញ្ហា', throttled: 'សុំឱ្យយើងអានយឺតជាងនេះ', 'too-large': 'ចម្លើយធំពេក', 'timed-out': 'មិនឆ្លើយទាន់ពេល', 'too-many-redirects': 'បញ្ជូនបន្តមិនចេះចប់',
      'connection-failed': 'ភ្ជាប់មិនបាន', 'tls-failed': 'ភ្ជាប់ដោយសុវត្ថិភាពមិនបាន', 'dns-failed': 'បណ្តាញមិនស្គាល់ឈ្មោះ', broken: 'ចម្លើយដាច់ពាក់កណ្តាល', 'not-html': 'មិនមែនជាទំព័រ', 'unsupported-type': 'ប្រភេទឯកសារដែលអានមិនបាន', empty: 'ចម្លើយទទេ', scheme: 'ក្រៅបណ្តាញ', 'bad-url': 'អាសយដ្ឋានមិនត្រឹមត្រូវ',
      'parser-failed': 'អានទំព័រមិនយល់', 'parser-timed-out': 'ត្រូវការពេលអានយូរពេក', 'selector-drift': 'ទំព័រមានទម្រង់ថ្មី', 'legacy-text': 'ពុម្ពអក្សរចាស់មុនយូនីកូដ', quarantined: 'ដាក់ដោយឡែកឱ្យមនុស្សពិនិត្យ', 'cut-short': 'បញ្ជីវែងជាងអ្វីដែលយើងអាន', 'images-failed': 'ទាញយករូបភាពមិនបាន',
      'no-preview': 'មិនបង្ហាញសារបើគ្មានគណនី', scanned: 'ឯកសារស្កេន គ្មានអក្សរ', 'model-off': 'ម៉ូឌែលភាសាត្រូវបានបិទ', 'model-budget': 'អស់ថវិកាសម្រាប់ម៉ូឌែលភាសា', 'model-failed': 'ម៉ូឌែលភាសាមានបញ្ហា', 'not-monitored': 'មិនបានតាមដាន', 'needs-browser': 'ត្រូវការកម្មវិធីរុករក', paused: 'ផ្អាក', ok: 'បានអាន', unchanged: 'បានអាន មិនប្រែប្រួល',
    },
  },
});

/** The word for a code of an open list; a code that no list knows stands for itself. */
export const termOf = (list: Record<string, string>, code: string): string => list[code] ?? code;
