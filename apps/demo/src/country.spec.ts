import { expect, it } from 'vitest';
import { addDays, localDayOf } from './calendar.js';
import { createCountry } from './country.js';
import { LAYOUTS } from './model.js';
import { QUIET } from './ordinary.js';

const DATE = '2027-03-09';
const SEEDS = [1, 2, 3, 7, 42];

it('is the same country for the same seed and date', () => {
  expect(createCountry({ seed: 7, date: DATE })).toEqual(createCountry({ seed: 7, date: DATE }));
});
it('has other people, words and members for another seed', () => {
  const countries = SEEDS.map((seed) => createCountry({ seed, date: DATE }));
  const different = (of: (country: typeof countries[number]) => unknown) => new Set(countries.map((country) => JSON.stringify(of(country)))).size;
  expect(different((country) => country.truth.campaigns[0]!.members)).toBeGreaterThan(1);
  expect(different((country) => country.sites[0]!.articles.map((article) => article.title))).toBe(SEEDS.length);
  expect(different((country) => country.channels[0]!.title)).toBeGreaterThan(2);
  expect(different((country) => country.sites.map((site) => `${site.id} ${site.layout}`).toSorted())).toBeGreaterThan(2);
});
it('votes five days after the date of the edition, in a zone seven hours ahead of UTC', () => {
  const country = createCountry({ seed: 1, date: '2028-02-27' });
  expect(country.pollingDay).toBe('2028-03-03');
  expect(new Intl.DateTimeFormat('en', { timeZone: country.timeZone, timeZoneName: 'longOffset' }).format(new Date(0))).toContain('GMT+07:00');
});
it.each(SEEDS)('plants one drive whose members and target are actors and an account of the country (seed %i)', (seed) => {
  const country = createCountry({ seed, date: DATE });
  const ids = new Set(country.actors.map((actor) => actor.id));
  const [campaign] = country.truth.campaigns;
  expect(campaign!.members.length).toBeGreaterThanOrEqual(4);
  for (const { members } of [...country.truth.campaigns, ...country.truth.decoys]) for (const member of members) expect(ids).toContain(member);
  expect(country.channels.filter((channel) => channel.watched).map((channel) => `telegram:${channel.handle}`)).toContain(campaign!.target);
});
it.each(SEEDS)('lets every member write to its staff on the covered day, hours apart, in both languages, and one ask for proof (seed %i)', (seed) => {
  const country = createCountry({ seed, date: DATE });
  const [campaign] = country.truth.campaigns;
  const link = campaign!.target.replace('telegram:', 't.me/');
  const letters = country.sites.flatMap((site) => site.articles.filter((article) => article.section === 'announcements' && article.paragraphs.join(' ').includes(link)).map((article) => ({ id: site.actor.id, ...article })));
  const onTheDay = letters.filter((letter) => localDayOf(letter.at) === addDays(DATE, -1));
  expect([...new Set(onTheDay.map((letter) => letter.id))].toSorted()).toEqual(campaign!.members);
  expect(new Set(onTheDay.map((letter) => letter.language))).toEqual(new Set(['en', 'km']));
  const times = onTheDay.map((letter) => letter.at.getTime());
  expect(Math.max(...times) - Math.min(...times)).toBeGreaterThan(4 * 3_600_000);
  expect(letters.some((letter) => localDayOf(letter.at) < addDays(DATE, -1))).toBe(true);
  expect(new Set(letters.filter((letter) => /screenshot|list with the names|រូបថតអេក្រង់|បញ្ជីឈ្មោះ/.test(letter.paragraphs.join(' '))).map((letter) => letter.id)).size).toBe(1);
});
it('writes several articles a day in both languages, long enough to be read', () => {
  const country = createCountry({ seed: 3, date: DATE });
  const articles = country.sites.flatMap((site) => site.articles);
  for (let day = -10; day <= -1; day += 1) expect(articles.filter((article) => localDayOf(article.at) === addDays(DATE, day)).length).toBeGreaterThan(QUIET.includes(day + 1) ? 8 : 20);
  for (const language of ['en', 'km']) expect(articles.filter((article) => article.language === language).length).toBeGreaterThan(articles.length / 4);
  for (const article of articles) expect(article.paragraphs.join('').length, article.title).toBeGreaterThan(180);
  expect(articles.filter((article) => /\{|\}|undefined/.test(`${article.title} ${article.paragraphs.join(' ')}`))).toEqual([]);
});
it('uses every layout and numbers articles and posts in the order of time', () => {
  for (const seed of SEEDS) {
    const country = createCountry({ seed, date: DATE });
    for (const layout of LAYOUTS) expect(country.sites.filter((site) => site.layout === layout).length).toBeGreaterThan(1);
    for (const list of [...country.sites.map((site) => site.articles), ...country.channels.map((channel) => channel.posts)]) {
      expect(list.every((item, at) => at === 0 || (item.number > list[at - 1]!.number && item.at >= list[at - 1]!.at))).toBe(true);
    }
  }
});
it('lets the counters of watched accounts move every day', () => {
  for (const { subscribers } of createCountry({ seed: 2, date: DATE }).channels) expect(new Set(subscribers.values).size).toBe(subscribers.values.length);
});
