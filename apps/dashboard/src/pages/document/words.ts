import { messages } from '../../words/index.js';

export const documentWords = messages({
  en: {
    document: 'Page', published: 'Published', how: { 'json-ld': 'stated in its data', meta: 'stated in its head', url: 'from its address', 'time-element': 'marked in its text', text: 'written in its text', feed: 'from the feed', channel: 'from the channel' } as Record<string, string>, noDate: 'no date found', seen: 'First seen', last: 'Last seen', source: 'Source', language: 'Language', author: 'Author', views: 'Views', forwarded: 'Forwarded from', edited: 'edited since',
    version: (n: string) => `version ${n}`, current: 'present', original: 'The page as it came', body: 'Save the bytes', digest: 'SHA-256', status: 'Answer', fetched: 'Fetched', address: 'Address', final: 'Led to', captured: (by: string) => `captured by hand (${by})`,
    findings: 'Found in it', noFindings: 'Nothing was found in it.', text: 'Its text', versions: 'Versions', links: (n: string) => `${n} links`, open: 'Open', old: 'This is not the present version.',
  },
  km: {
    document: 'ទំព័រ', published: 'ចុះផ្សាយ', how: { 'json-ld': 'តាមទិន្នន័យរបស់វា', meta: 'តាមក្បាលទំព័រ', url: 'តាមអាសយដ្ឋាន', 'time-element': 'សម្គាល់ក្នុងអត្ថបទ', text: 'សរសេរក្នុងអត្ថបទ', feed: 'តាមបណ្តាញព័ត៌មាន', channel: 'តាមឆានែល' }, noDate: 'រកថ្ងៃមិនឃើញ', seen: 'ឃើញដំបូង', last: 'ឃើញចុងក្រោយ', source: 'ប្រភព', language: 'ភាសា', author: 'អ្នកនិពន្ធ', views: 'អ្នកមើល', forwarded: 'បញ្ជូនបន្តពី', edited: 'បានកែ',
    version: (n) => `កំណែ ${n}`, current: 'បច្ចុប្បន្ន', original: 'ទំព័រដូចដើម', body: 'រក្សាទុកបៃ', digest: 'SHA-256', status: 'ចម្លើយ', fetched: 'ទាញយក', address: 'អាសយដ្ឋាន', final: 'នាំទៅ', captured: (by) => `ចាប់យកដោយដៃ (${by})`,
    findings: 'រកឃើញក្នុងនេះ', noFindings: 'រកមិនឃើញអ្វីទេ។', text: 'អត្ថបទ', versions: 'កំណែ', links: (n) => `តំណ ${n}`, open: 'បើក', old: 'នេះមិនមែនជាកំណែបច្ចុប្បន្នទេ។',
  },
});
