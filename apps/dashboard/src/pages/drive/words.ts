import { messages, plural } from '../../words/index.js';

export const driveWords = messages({
  en: {
    drive: 'Drive', for: (target: string) => `Calls to follow ${target}`, ended: 'no longer found', facts: (members: string, calls: string, span: string) => `${plural(members, 'member', 'members')}, ${plural(calls, 'call', 'calls')} within ${span}`,
    why: 'Why these belong together', figures: 'Figures', p: 'Chance (p)', pNone: 'not tested', similar: 'Most text in common', span: 'First to last call', linked: 'Linked by', shared: 'What they share', nothingShared: 'Only the account is the same.', byMembers: (n: string) => plural(n, 'member', 'members'), method: 'The test is described in docs/methodology.md.',
    sentence: (first: string, n: string, half: string) => `In what we read, ${first} called first; half of the others followed within ${half}. ${n} of them carried words of their own.`, alone: (first: string) => `In what we read, ${first} called first.`,
    timeline: 'Who called when', timelineSays: (members: string, calls: string) => `${members} members in the order in which they joined, ${calls} calls as marks in time. The table below says the same.`,
    shapes: { mandatory: 'mandatory', instruction: 'instruction', invitation: 'invitation', echo: 'carried another\'s words' },
    order: 'In order of their first call', place: '#', who: 'Who', kind: 'Kind', first: 'First call', after: 'After the first', calls: 'Calls', role: 'Words', roles: { origin: 'own', echo: 'another\'s' }, atOnce: 'first',
    texts: 'The texts beside each other', textsNone: 'No text is kept.', like: (percent: string) => `${percent} in common with`, firstOfKind: 'the first of its kind', choose: 'Text', legend: 'Underlined: only here. Struck: only in the other.', same: 'Letter for letter the same.', left: (n: string) => `${n} more texts are not shown.`,
    network: 'Who shares what with whom', networkSays: (nodes: string, edges: string) => `${nodes} members, ${edges} of their pairs share more than the account. The list below says the same.`, networkNone: 'No two of them share more than the account.', pair: (things: string, kinds: string) => `${things} in common: ${kinds}`,
    evidence: 'Evidence', evidenceWhy: 'Every call with its words, its page and when we saw it.', page: 'page', download: 'Take with you', asCsv: 'Members of all drives of these days (CSV)', callsCsv: 'All calls of these days (CSV)', graphml: 'Who called beside whom, all days (GraphML)', package: 'Evidence of this drive', seen: 'seen',
    decide: 'Decide', name: 'Name it', nameHint: 'A name for colleagues; readers of the note see the account.', merge: 'Merge', mergeWith: 'Take in', split: 'Take out', splitWho: 'Who forms a drive of their own', reason: 'Why', save: 'Save', cancel: 'Cancel', note: 'Add a decision note', knew: 'What we knew, and from where', interest: 'Why it is of public interest',
    decisions: 'What people decided', undo: 'Take back', undone: 'taken back', did: { name: 'named', merge: 'merged', split: 'split' } as Record<string, string>, pick: 'Choose…', lineage: { merged: 'took in', split: 'came off' },
  },
  km: {
    drive: 'ចលនាអំពាវនាវ', for: (target) => `ការអំពាវនាវឱ្យតាមដាន ${target}`, ended: 'លែងរកឃើញ', facts: (members, calls, span) => `សមាជិក ${members} ការអំពាវនាវ ${calls} ក្នុងរយៈពេល ${span}`,
    why: 'ហេតុអ្វីវាទាក់ទងគ្នា', figures: 'តួលេខ', p: 'ភាពចៃដន្យ (p)', pNone: 'មិនបានសាកល្បង', similar: 'អត្ថបទដូចគ្នាច្រើនបំផុត', span: 'ពីដំបូងដល់ចុងក្រោយ', linked: 'ទាក់ទងគ្នាដោយ', shared: 'អ្វីដែលមានរួមគ្នា', nothingShared: 'មានតែគណនីទេដែលដូចគ្នា។', byMembers: (n) => `សមាជិក ${n}`, method: 'ការសាកល្បងមានពន្យល់ក្នុង docs/methodology.md។',
    sentence: (first, n, half) => `ក្នុងអ្វីដែលយើងបានអាន ${first} អំពាវនាវមុនគេ។ ពាក់កណ្តាលនៃអ្នកផ្សេងទៀតធ្វើតាមក្នុងរយៈពេល ${half}។ ${n} ប្រើពាក្យរបស់ខ្លួន។`, alone: (first) => `ក្នុងអ្វីដែលយើងបានអាន ${first} អំពាវនាវមុនគេ។`,
    timeline: 'អ្នកណាអំពាវនាវពេលណា', timelineSays: (members, calls) => `សមាជិក ${members} តាមលំដាប់ចូលរួម និងការអំពាវនាវ ${calls} តាមពេលវេលា។ តារាងខាងក្រោមនិយាយដូចគ្នា។`,
    shapes: { mandatory: 'កាតព្វកិច្ច', instruction: 'សេចក្តីណែនាំ', invitation: 'ការអញ្ជើញ', echo: 'ចុះផ្សាយពាក្យអ្នកដទៃ' },
    order: 'តាមលំដាប់នៃការអំពាវនាវដំបូង', place: 'ល.រ', who: 'អ្នកណា', kind: 'ប្រភេទ', first: 'ការអំពាវនាវដំបូង', after: 'ក្រោយគេដំបូង', calls: 'ការអំពាវនាវ', role: 'ពាក្យ', roles: { origin: 'ខ្លួនឯង', echo: 'អ្នកដទៃ' }, atOnce: 'ដំបូងគេ',
    texts: 'អត្ថបទទន្ទឹមគ្នា', textsNone: 'គ្មានអត្ថបទត្រូវបានរក្សាទុកទេ។', like: (percent) => `ដូចគ្នា ${percent} នឹង`, firstOfKind: 'ដំបូងគេក្នុងប្រភេទនេះ', choose: 'អត្ថបទ', legend: 'គូសបន្ទាត់៖ មានតែទីនេះ។ ឆូត៖ មានតែក្នុងអត្ថបទម្ខាងទៀត។', same: 'ដូចគ្នាគ្រប់អក្សរ។', left: (n) => `អត្ថបទ ${n} ទៀតមិនបានបង្ហាញទេ។`,
    network: 'អ្នកណាមានអ្វីរួមជាមួយអ្នកណា', networkSays: (nodes, edges) => `សមាជិក ${nodes} គូដែលមានអ្វីរួមក្រៅពីគណនី ${edges}។ បញ្ជីខាងក្រោមនិយាយដូចគ្នា។`, networkNone: 'គ្មានពីរណាមានអ្វីរួមក្រៅពីគណនីទេ។', pair: (things, kinds) => `រួមគ្នា ${things}៖ ${kinds}`,
    evidence: 'ភស្តុតាង', evidenceWhy: 'ការអំពាវនាវនីមួយៗ ជាមួយពាក្យ ទំព័រ និងពេលដែលយើងឃើញ។', page: 'ទំព័រ', download: 'យកទៅជាមួយ', asCsv: 'សមាជិកនៃចលនាទាំងអស់ក្នុងថ្ងៃទាំងនេះ (CSV)', callsCsv: 'ការអំពាវនាវទាំងអស់ក្នុងថ្ងៃទាំងនេះ (CSV)', graphml: 'អ្នកណាអំពាវនាវជាមួយអ្នកណា គ្រប់ថ្ងៃ (GraphML)', package: 'ភស្តុតាងនៃចលនានេះ', seen: 'បានឃើញ',
    decide: 'សម្រេច', name: 'ដាក់ឈ្មោះ', nameHint: 'ឈ្មោះសម្រាប់មិត្តរួមការងារ អ្នកអានកំណត់ត្រាឃើញគណនី។', merge: 'បញ្ចូលគ្នា', mergeWith: 'បញ្ចូល', split: 'ដកចេញ', splitWho: 'អ្នកណាបង្កើតជាចលនាដោយឡែក', reason: 'មូលហេតុ', save: 'រក្សាទុក', cancel: 'បោះបង់', note: 'បន្ថែមកំណត់ហេតុសម្រេច', knew: 'អ្វីដែលយើងដឹង និងដឹងពីណា', interest: 'ហេតុអ្វីវាជាប្រយោជន៍សាធារណៈ',
    decisions: 'អ្វីដែលមនុស្សបានសម្រេច', undo: 'ដកវិញ', undone: 'បានដកវិញ', did: { name: 'ដាក់ឈ្មោះ', merge: 'បញ្ចូលគ្នា', split: 'បំបែក' }, pick: 'ជ្រើស…', lineage: { merged: 'បានបញ្ចូល', split: 'បានបំបែកចេញពី' },
  },
});
