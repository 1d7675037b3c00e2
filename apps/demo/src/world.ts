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
  labour: actor('ministry-labour', 'ministry', 'government', 'Ministry of Labour', 'ក្រសួងការងារ'),
  commerce: actor('ministry-commerce', 'ministry', 'government', 'Ministry of Commerce', 'ក្រសួងពាណិជ្ជកម្ម'),
  environment: actor('ministry-environment', 'ministry', 'government', 'Ministry of the Environment', 'ក្រសួងបរិស្ថាន'),
  information: actor('ministry-information', 'ministry', 'government', 'Ministry of Information', 'ក្រសួងព័ត៌មាន'),
  customs: actor('customs-agency', 'ministry', 'government', 'Customs and Ports Agency', 'ទីភ្នាក់ងារគយ និងកំពង់ផែ'),
  interior: actor('ministry-interior', 'ministry', 'government', 'Ministry of the Interior', 'ក្រសួងមហាផ្ទៃ'),
  justice: actor('ministry-justice', 'ministry', 'government', 'Ministry of Justice', 'ក្រសួងយុត្តិធម៌'),
  premier: actor('premier', 'official', 'government', 'Premier\'s office', 'ទីស្តីការនាយករដ្ឋមន្ត្រី'),
  tycoon: actor('tycoon', 'tycoon', 'government', 'Owner of the mills and depots', 'ម្ចាស់រោងចក្រ និងឃ្លាំង'),
  youth: actor('youth-league', 'civil-society', 'government', 'Youth League', 'សម្ព័ន្ធយុវជន'),
  northern: actor('northern-university', 'school', 'government', 'Northern University', 'សាកលវិទ្យាល័យភាគខាងជើង'),
  teachers: actor('teachers-college', 'school', 'government', 'Teachers\' College of Port Sarel', 'វិទ្យាស្ថានគរុកោសល្យផតសារ៉ែល'),
  lycee: actor('merrow-lycee', 'school', 'government', 'Merrow Lycée', 'វិទ្យាល័យមេរ៉ូវ'),
  technical: actor('technical-institute', 'school', 'government', 'Technical Institute', 'វិទ្យាស្ថានបច្ចេកទេស'),
  radio: actor('radio-meravane', 'state-media', 'state-and-allied-media', 'Radio Meravane', 'វិទ្យុមេរ៉ាវ៉ាន'),
  television: actor('television-meravane', 'state-media', 'state-and-allied-media', 'Meravane Television', 'ទូរទស្សន៍មេរ៉ាវ៉ាន'),
  banner: actor('morning-banner', 'pro-government-media', 'state-and-allied-media', 'Morning Banner', 'ទង់ជ័យព្រឹក'),
  courier: actor('capital-courier', 'pro-government-media', 'state-and-allied-media', 'Capital Courier', 'ដំណឹងរាជធានី'),
  beacon: actor('beacon-news', 'pro-government-media', 'state-and-allied-media', 'Beacon News', 'ព័ត៌មានប៉មភ្លើង'),
  ferry: actor('ferry-post', 'independent-media', 'independent', 'The Ferry Post', 'កាសែតសាឡាង'),
  tide: actor('tide-weekly', 'independent-media', 'independent', 'Tide Weekly', 'សប្តាហ៍ជំនោរ'),
  ledger: actor('open-ledger', 'independent-media', 'independent', 'Open Ledger', 'បញ្ជីបើកចំហ'),
  lantern: actor('the-lantern', 'opposition-media', 'opposition', 'The Lantern', 'គោមភ្លើង'),
  riverside: actor('riverside-voice', 'opposition-media', 'opposition', 'Riverside Voice', 'សំឡេងមាត់ទន្លេ'),
  party: actor('common-ground', 'party', 'opposition', 'Common Ground party', 'គណបក្សមូលដ្ឋានរួម'),
  farmers: actor('farmers-party', 'party', 'opposition', 'Farmers\' Party', 'គណបក្សកសិករ'),
  union: actor('students-union', 'civil-society', 'independent', 'Students\' Union', 'សហភាពនិស្សិត'),
  commission: actor('election-commission', 'election-body', 'election-body', 'Election Commission', 'គណៈកម្មការបោះឆ្នោត'),
} as const;
export type ActorName = keyof typeof ACTORS;

/** Channels on the country's messenger, by the actor they belong to; `challenger` and `fans` are second channels. */
export const CHANNELS = ['premier', 'party', 'challenger', 'farmers', 'radio', 'banner', 'courier', 'posts', 'labour', 'health', 'tycoon', 'youth', 'lantern', 'union', 'commission', 'fans'] as const;
export type ChannelName = (typeof CHANNELS)[number];

/** Who is who in one country. Handles are lower case, as in account keys. */
export interface World {
  premier: DemoName;
  challenger: DemoName;
  tycoon: DemoName;
  spokesman: DemoName;
  officials: DemoName[];
  /** Besides channels: the government portal's, two that only calls name (`students` on posters, `forward` in two letters), one that belongs to nobody here. */
  handles: Record<ChannelName | 'government' | 'students' | 'forward' | 'false' | 'formerTycoon' | 'tiktok' | 'youtube', string>;
  places: DemoName[];
}

/** Hands out offices and handles. */
export function createWorld(rng: Rng): World {
  const [premier, challenger, tycoon, spokesman, ...officials] = rng.sample(PEOPLE, PEOPLE.length) as [DemoName, DemoName, DemoName, DemoName, ...DemoName[]];
  const surname = (name: DemoName) => name.en.split(' ')[1]!.toLowerCase();
  const [first, second, third] = [premier, challenger, tycoon].map(surname) as [string, string, string];
  return {
    premier, challenger, tycoon, spokesman, officials,
    handles: {
      premier: rng.pick([`${first}_official`, `premier_${first}`, `${first}_meravane`]),
      party: rng.pick(['commonground_mv', 'common_ground_party', 'cg_meravane']),
      health: rng.pick(['meravane_health', 'healthline_mv']),
      government: rng.pick(['meravane_portal', 'gov_meravane']),
      challenger: rng.pick([`${second}_writes`, `${second}_direct`, `ask_${second}`]),
      farmers: rng.pick(['farmers_party_mv', 'plough_and_field']),
      fans: rng.pick([`${first}_fans`, `friends_of_${first}`]),
      students: rng.pick([`students_with_${first}`, `${first}_campus`]),
      forward: rng.pick(['meravane_forward', 'one_country_mv', 'forward_together_mv']),
      false: rng.pick(['staff_bonus_mv', 'official_gifts_mv']),
      tycoon: rng.pick([`${third}_for_meravane`, `${third}_builds`]),
      formerTycoon: rng.pick([`${third}_group`, `${third}_trading`]),
      tiktok: rng.pick([`${first}.daily`, `premier.${first}`, `${first}official`]),
      youtube: rng.pick([`${first}speeches`, `premier${first}`]),
      radio: 'radio_meravane', banner: 'morning_banner', courier: 'capital_courier', posts: 'ministry_posts_mv', labour: 'labour_meravane', youth: 'youth_league_mv',
      lantern: 'the_lantern', union: 'students_union_mv', commission: 'election_commission_mv',
    },
    places: rng.sample(PLACES, PLACES.length),
  };
}
