import type { DemoActor, DemoName } from './model.js';
import type { Rng } from './rng.js';

/** People, places and institutions of Meravane. None of them exists; the seed decides who holds which office. */

export const COUNTRY: DemoName = { en: 'Meravane', km: 'មេរ៉ាវ៉ាន' };
export const CAPITAL: DemoName = { en: 'Port Sarel', km: 'ផតសារ៉ែល' };

const PEOPLE: DemoName[] = [
  { en: 'Halvar Dorin', km: 'ហាល់វ៉ា ដូរីន' }, { en: 'Tessa Maringel', km: 'តេសា ម៉ារីនហ្គែល' }, { en: 'Osric Venn', km: 'អូស្រីក វ៉ែន' },
  { en: 'Liora Castane', km: 'លីអូរ៉ា កាស្តាន' }, { en: 'Bram Ostelo', km: 'ប្រាម អូស្តេឡូ' }, { en: 'Nerine Falk', km: 'នេរីន ហ្វាល់' },
  { en: 'Joren Pell', km: 'ចូរិន ផែល' }, { en: 'Mirela Sandow', km: 'មីរ៉េឡា សាន់ដូ' }, { en: 'Corvin Ashlake', km: 'ខរវីន អាសលេក' },
  { en: 'Damaris Holt', km: 'ដាម៉ារីស ហូល' }, { en: 'Emrik Solane', km: 'អេមរីក សូឡាន' }, { en: 'Yselle Brandt', km: 'អ៊ីសែល ប្រាន' },
  { en: 'Anselm Torvey', km: 'អាន់សែល តូវី' }, { en: 'Pavla Kestin', km: 'ប៉ាវឡា ខេស្ទីន' },
];
export const PLACES: DemoName[] = [
  { en: 'Lower Tamber', km: 'តាំប័រក្រោម' }, { en: 'Upper Tamber', km: 'តាំប័រលើ' }, { en: 'Wennick', km: 'វ៉ែននីក' }, { en: 'Greyford', km: 'ហ្គ្រេហ្វត' },
  { en: 'Alder Bay', km: 'ឆកអាល់ឌ័រ' }, { en: 'Saltmarsh', km: 'សល់ម៉ាស' }, { en: 'Kestrel Hill', km: 'ភ្នំខេស្ត្រែល' }, { en: 'Merrow', km: 'មេរ៉ូវ' },
  { en: 'Dunlin', km: 'ដុនលីន' }, { en: 'Oxbow', km: 'អុកស៍បូវ' },
];

const actor = (id: string, kind: DemoActor['kind'], side: DemoActor['side'], en: string, km: string): DemoActor => ({ id, kind, side, name: { en, km } });
export const ACTORS = {
  posts: actor('ministry-posts', 'ministry', 'government', 'Ministry of Posts', 'ក្រសួងប្រៃសណីយ៍'),
  works: actor('ministry-works', 'ministry', 'government', 'Ministry of Public Works', 'ក្រសួងសាធារណការ'),
  education: actor('ministry-education', 'ministry', 'government', 'Ministry of Education', 'ក្រសួងអប់រំ'),
  agriculture: actor('ministry-agriculture', 'ministry', 'government', 'Ministry of Agriculture', 'ក្រសួងកសិកម្ម'),
  health: actor('ministry-health', 'ministry', 'government', 'Ministry of Health', 'ក្រសួងសុខាភិបាល'),
  interior: actor('ministry-interior', 'ministry', 'government', 'Ministry of the Interior', 'ក្រសួងមហាផ្ទៃ'),
  justice: actor('ministry-justice', 'ministry', 'government', 'Ministry of Justice', 'ក្រសួងយុត្តិធម៌'),
  premier: actor('premier', 'official', 'government', 'Premier\'s office', 'ទីស្តីការនាយករដ្ឋមន្ត្រី'),
  radio: actor('radio-meravane', 'state-media', 'state-and-allied-media', 'Radio Meravane', 'វិទ្យុមេរ៉ាវ៉ាន'),
  television: actor('television-meravane', 'state-media', 'state-and-allied-media', 'Meravane Television', 'ទូរទស្សន៍មេរ៉ាវ៉ាន'),
  banner: actor('morning-banner', 'pro-government-media', 'state-and-allied-media', 'Morning Banner', 'ទង់ជ័យព្រឹក'),
  ferry: actor('ferry-post', 'independent-media', 'independent', 'The Ferry Post', 'កាសែតសាឡាង'),
  lantern: actor('the-lantern', 'opposition-media', 'opposition', 'The Lantern', 'គោមភ្លើង'),
  party: actor('common-ground', 'party', 'opposition', 'Common Ground party', 'គណបក្សមូលដ្ឋានរួម'),
  commission: actor('election-commission', 'election-body', 'election-body', 'Election Commission', 'គណៈកម្មការបោះឆ្នោត'),
} as const;
export type ActorName = keyof typeof ACTORS;

/** Who is who in one country. Handles are lower case, as in account keys. */
export interface World {
  premier: DemoName;
  challenger: DemoName;
  tycoon: DemoName;
  spokesman: DemoName;
  officials: DemoName[];
  handles: { premier: string; party: string; health: string; government: string };
  places: DemoName[];
}

/** Hands out offices and handles. */
export function createWorld(rng: Rng): World {
  const [premier, challenger, tycoon, spokesman, ...officials] = rng.sample(PEOPLE, PEOPLE.length) as [DemoName, DemoName, DemoName, DemoName, ...DemoName[]];
  const surname = premier.en.split(' ')[1]!.toLowerCase();
  return {
    premier, challenger, tycoon, spokesman, officials,
    handles: {
      premier: rng.pick([`${surname}_official`, `premier_${surname}`, `${surname}_meravane`]),
      party: rng.pick(['commonground_mv', 'common_ground_party', 'cg_meravane']),
      health: rng.pick(['meravane_health', 'healthline_mv']),
      government: rng.pick(['meravane_portal', 'gov_meravane']),
    },
    places: rng.sample(PLACES, PLACES.length),
  };
}
