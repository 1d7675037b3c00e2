import { messages, plural } from '../../words/index.js';

export const todayWords = messages({
  en: {
    title: 'Today', daysLeft: (n: number, day: string) => (n > 1 ? `${n} days until polling on ${day}` : n === 1 ? `Polling is tomorrow, ${day}` : n === 0 ? 'Polling day' : `${-n} ${n === -1 ? 'day' : 'days'} after polling`),
    phases: 'The calendar', phaseOf: (n: string, of: string) => `day ${n} of ${of}`, upNext: (phase: string, day: string) => `then ${phase.toLowerCase()} from ${day}`,
    review: 'to review', reviewMore: (second: string, split: string) => `${second} for a second reader, ${split} in dispute`, drives: 'new drives', drivesMore: (n: string) => `${n} under way`, unread: 'sources not read today', unreadMore: (read: string, of: string) => `${read} of ${of} read`, withGaps: (n: string) => `${n} with open gaps`,
    replies: 'answers awaited', repliesMore: (n: string) => `${n} overdue`, work: 'jobs failed', workMore: (n: string) => `${n} under way`,
    who: 'Who was told to follow whom', whoNone: 'No call in what we read of this day.', days: 'Calls by day', dayBar: (day: string, calls: string, actors: string) => `${day}: ${plural(calls, 'call', 'calls')} by ${plural(actors, 'actor', 'actors')}`, callsOn: (day: string, calls: string, actors: string) => `${day}: ${plural(calls, 'call', 'calls')} by ${plural(actors, 'actor', 'actors')}`,
    leftOut: (reported: string, standing: string) => `Calls are counted in the callers' own voice, in all that we read; the note compares the sources read on both days. Not counted: ${plural(reported, 'report', 'reports')} of others' calls and ${plural(standing, 'standing line', 'standing lines')} of pages.`,
    reports: (n: string) => plural(n, 'report', 'reports'),
    byMany: (n: string) => plural(n, 'call', 'calls'), told: (audience: string) => `to ${audience}`, more: (n: string) => `and ${n} more`, allCalls: 'all', partial: 'Only the newest are shown.',
    newDrives: 'Drives', noDrives: 'No drive in what we read.', isNew: 'new', members: (n: string) => plural(n, 'member', 'members'), calls: (n: string) => plural(n, 'call', 'calls'), since: (when: string) => `since ${when}`, chance: 'by chance', tooFew: 'too few for a test',
    goals: 'Goals', noGoals: 'No stated goal is known.', goalBy: (day: string) => `by ${day}`, goalNow: (now: string, of: string) => `${now} of ${of}`, notRead: 'not read', reported: 'as reported',
    gaps: 'What we could not see', noGaps: 'Nothing is open.', allGaps: (n: string, sources: string) => `${plural(n, 'open gap', 'open gaps')}, ${plural(sources, 'source', 'sources')}`, note: 'Today\'s note', noteStates: { 'not composed': 'not made yet', held: 'waits for release', released: 'released', withdrawn: 'withdrawn' } as Record<string, string>, stands: 'None means none in what we read.',
    unusual: (n: string) => `${plural(n, 'unusual count', 'unusual counts')} without an ordinary reason`, events: (n: string) => plural(n, 'event of an account', 'events of accounts'), accounts: 'Accounts',
  },
  km: {
    title: 'ថ្ងៃនេះ', daysLeft: (n, day) => (n > 1 ? `នៅសល់ ${n} ថ្ងៃដល់ថ្ងៃបោះឆ្នោត ${day}` : n === 1 ? `ថ្ងៃស្អែកជាថ្ងៃបោះឆ្នោត ${day}` : n === 0 ? 'ថ្ងៃបោះឆ្នោត' : `${-n} ថ្ងៃក្រោយថ្ងៃបោះឆ្នោត`),
    phases: 'ប្រតិទិន', phaseOf: (n, of) => `ថ្ងៃទី ${n} ក្នុងចំណោម ${of}`, upNext: (phase, day) => `បន្ទាប់៖ ${phase} ចាប់ពី ${day}`,
    review: 'ត្រូវពិនិត្យ', reviewMore: (second, split) => `រង់ចាំអ្នកអានទីពីរ ${second} មិនស្របគ្នា ${split}`, drives: 'ចលនាថ្មី', drivesMore: (n) => `កំពុងដំណើរការ ${n}`, unread: 'ប្រភពមិនទាន់អានថ្ងៃនេះ', unreadMore: (read, of) => `បានអាន ${read} ក្នុងចំណោម ${of}`, withGaps: (n) => `${n} មានចន្លោះ`,
    replies: 'ចម្លើយដែលរង់ចាំ', repliesMore: (n) => `ហួសកំណត់ ${n}`, work: 'ការងារបរាជ័យ', workMore: (n) => `កំពុងធ្វើ ${n}`,
    who: 'អ្នកណាត្រូវបានប្រាប់ឱ្យតាមដានអ្នកណា', whoNone: 'គ្មានការអំពាវនាវក្នុងអ្វីដែលយើងបានអាននៅថ្ងៃនេះទេ។', days: 'ការអំពាវនាវតាមថ្ងៃ', dayBar: (day, calls, actors) => `${day}៖ ការអំពាវនាវ ${calls} ដោយ ${actors}`, callsOn: (day, calls, actors) => `${day}៖ ការអំពាវនាវ ${calls} ដោយ ${actors}`,
    leftOut: (reported, standing) => `ការអំពាវនាវត្រូវបានរាប់តែពាក្យរបស់អ្នកអំពាវនាវផ្ទាល់ ក្នុងអ្វីទាំងអស់ដែលយើងបានអាន។ កំណត់ត្រាប្រៀបធៀបតែប្រភពដែលបានអានទាំងពីរថ្ងៃ។ មិនរាប់៖ ការរាយការណ៍ពីអ្នកដទៃ ${reported} និងពាក្យដដែលប្រចាំរបស់ទំព័រ ${standing}។`,
    reports: (n) => `ការរាយការណ៍ ${n}`,
    byMany: (n) => `ការអំពាវនាវ ${n}`, told: (audience) => `ដល់${audience}`, more: (n) => `និង ${n} ទៀត`, allCalls: 'ទាំងអស់', partial: 'បង្ហាញតែថ្មីៗប៉ុណ្ណោះ។',
    newDrives: 'ចលនាអំពាវនាវ', noDrives: 'គ្មានចលនាអំពាវនាវក្នុងអ្វីដែលយើងបានអានទេ។', isNew: 'ថ្មី', members: (n) => `សមាជិក ${n}`, calls: (n) => `ការអំពាវនាវ ${n}`, since: (when) => `តាំងពី ${when}`, chance: 'ដោយចៃដន្យ', tooFew: 'តិចពេកសម្រាប់ការសាកល្បង',
    goals: 'គោលដៅ', noGoals: 'មិនដឹងថាមានគោលដៅដែលបានប្រកាសទេ។', goalBy: (day) => `ត្រឹម ${day}`, goalNow: (now, of) => `${now} ក្នុងចំណោម ${of}`, notRead: 'មិនបានអាន', reported: 'តាមការរាយការណ៍',
    gaps: 'អ្វីដែលយើងមិនអាចមើលឃើញ', noGaps: 'គ្មានអ្វីបើកទេ។', allGaps: (n, sources) => `ចន្លោះ ${n} ប្រភព ${sources}`, note: 'កំណត់ត្រាថ្ងៃនេះ', noteStates: { 'not composed': 'មិនទាន់ធ្វើ', held: 'រង់ចាំការអនុញ្ញាតផ្សាយ', released: 'បានផ្សាយ', withdrawn: 'បានដកវិញ' }, stands: 'ពាក្យ «គ្មាន» មានន័យថាគ្មានក្នុងអ្វីដែលយើងបានអាន។',
    unusual: (n) => `ចំនួនខុសពីធម្មតា ${n} ដែលរកមូលហេតុមិនឃើញ`, events: (n) => `ព្រឹត្តិការណ៍គណនី ${n}`, accounts: 'គណនី',
  },
});
