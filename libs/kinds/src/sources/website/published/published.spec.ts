import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseMarkup } from '../../../markup/parse.js';
import { factsOf } from '../facts.js';
import { publishedOf } from './index.js';
import { originOf } from './origin.js';
import { parseDate, parseMonth } from './parse-date.js';

test.each([
  ['2023-07-14', '2023-07-14'], ['14.07.2023', '2023-07-14'], ['14/07/2023', '2023-07-14'], ['July 14, 2023', '2023-07-14'], ['14th of July 2023', '2023-07-14'],
  ['le 14 juillet 2023', '2023-07-14'], ['14. Juli 2023', '2023-07-14'], ['14 июля 2023', '2023-07-14'], ['14 de julio de 2023', '2023-07-14'], ['20230714', '2023-07-14'], ['2023年7月14日', '2023-07-14'],
  ['ថ្ងៃទី១៤ ខែកក្កដា ឆ្នាំ២០២៣', '2023-07-14'], ['ថ្ងៃសុក្រ ទី១៤ ខែ\u200Bកក្កដា ឆ្នាំ២០២៣', '2023-07-14'], ['១៤-០៧-២០២៣', '2023-07-14'],
])('%s is a day', (written, day) => {
  expect(parseDate(written)).toMatchObject({ precision: 'day', at: new Date(`${day}T00:00:00Z`) });
});

test('3/4/2023 is in March only where months come first', () => {
  expect(parseDate('3/4/2023')?.at.toISOString()).toBe('2023-04-03T00:00:00.000Z');
  expect(parseDate('3/4/2023', { monthFirst: true })?.at.toISOString()).toBe('2023-03-04T00:00:00.000Z');
});

test('a time with an offset is a moment, one without is the page\'s own clock', () => {
  expect(parseDate('2023-07-14T06:30:00+07:00')).toMatchObject({ precision: 'second', at: new Date('2023-07-13T23:30:00Z'), text: '2023-07-14T06:30:00+07:00' });
  expect(parseDate('Fri, 14 Jul 2023 06:30:00 GMT')).toMatchObject({ precision: 'second', at: new Date('2023-07-14T06:30:00Z') });
  expect(parseDate('2023-07-14 06:30')).toMatchObject({ precision: 'minute', local: true, at: new Date('2023-07-14T06:30:00Z') });
});

test.each([
  ['25 November 2026 18:14', '18:14'], ['Wed, 25 November 2026, 6:14 PM', '18:14'], ['November 25, 2026 at 12:05 a.m.', '00:05'], ['18:14 | 25/11/2026', '18:14'], ['6:14 pm on Wednesday, 25 November 2026', '18:14'], ['25.11.2026 - 18h14', '18:14'],
  ['ថ្ងៃទី២៥ ខែវិច្ឆិកា ឆ្នាំ២០២៦ ម៉ោង ១៨:១៤', '18:14'], ['ថ្ងៃពុធ ទី២៥ ខែវិច្ឆិកា ឆ្នាំ២០២៦ វេលាម៉ោង ៦:១៤ ល្ងាច', '18:14'], ['ថ្ងៃទី២៥ ខែវិច្ឆិកា ឆ្នាំ២០២៦ ៦:១៤ នាទីព្រឹក', '06:14'],
])('a time right beside a date is kept: %s', (written, time) => expect(parseDate(written)).toMatchObject({ precision: 'minute', local: true, at: new Date(`2026-11-25T${time}:00Z`) }));

test.each(['25 November 2026 | Length of the film 3:45', '25 November 2026. Office hours 08:00 to 12:00', '3:45 minutes of film from 25 November 2026', 'Score 2:10, 25 November 2026 (day two: 19:30)'])('a time of something else gives no hour: %s', (written) => expect(parseDate(written)).toMatchObject({ precision: 'day' }));

test.each(['31.02.2023', '2023-13-01', 'version 2.7.13', 'call 012 345 678', '2023', 'page 4 of 2019'])('%s is no date', (written) => expect(parseDate(written)).toBeNull());

test('a month and a year are a date at month precision', () => expect(parseMonth('កក្កដា ២០២៣')).toMatchObject({ precision: 'month', at: new Date('2023-07-01T00:00:00Z') }));

test('every day of a century that is written out is read back', () => {
  fc.assert(fc.property(fc.date({ min: new Date('1996-01-01'), max: new Date('2090-01-01'), noInvalidDate: true }), fc.constantFrom('en', 'fr', 'de', 'km', 'ru', 'es', 'vi'), (date, language) => {
    const day = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()));
    const written = new Intl.DateTimeFormat(`${language}-u-nu-latn-ca-gregory`, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(day);
    // Vietnamese writes "14 tháng 7, 2023": its months are numbers, which `parseDate` leaves alone.
    if (language !== 'vi') expect(parseDate(written)?.at).toEqual(day);
    expect(parseDate(day.toISOString().slice(0, 10))?.at).toEqual(day);
  }));
});

const published = (html: string, url = 'https://news.example/story') => {
  const dom = parseMarkup(html);
  return publishedOf(dom, factsOf(dom), url, new Date('2024-01-01T00:00:00Z'));
};

test('what a page says about itself comes before dates in its text, and its address before both', () => {
  const page = '<meta property="article:published_time" content="2023-07-14T08:00:00+07:00"><p>Posted on 1 May 2021</p>';
  expect(published(page)).toMatchObject({ how: 'meta', precision: 'second', text: '2023-07-14T08:00:00+07:00' });
  expect(published(page, 'https://news.example/2023/07/13/story')).toMatchObject({ how: 'url', precision: 'day' });
  expect(published(`<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2023-07-15"}</script>${page}`)).toMatchObject({ how: 'json-ld', at: new Date('2023-07-15T00:00:00Z') });
});

test('an address has only the day; the hour is taken from what the page says of the same day', () => {
  const day = 'https://news.example/2023/07/14/story';
  expect(published('<meta property="article:published_time" content="2023-07-14T08:00:00+07:00">', day)).toMatchObject({ how: 'url', precision: 'second', text: '2023-07-14T08:00:00+07:00' });
  expect(published('<meta property="article:published_time" content="2023-07-14T08:00:00">', day)).toMatchObject({ how: 'url', precision: 'minute', local: true });
});

test('a time without a zone is kept where people read it and not where a machine wrote it for machines', () => {
  expect(published('<span class="date">14 July 2023 18:14</span>')).toMatchObject({ precision: 'minute', local: true, at: new Date('2023-07-14T18:14:00Z'), text: '2023-07-14T18:14' });
  const alone = published('<meta property="article:published_time" content="2023-07-14T18:14:00">');
  expect(alone).toMatchObject({ precision: 'day', at: new Date('2023-07-14T00:00:00Z') });
  expect(alone).not.toHaveProperty('local');
});

test('a date in a comment or sidebar does not pass for the article\'s', () => {
  expect(published('<div class="comments"><time datetime="2023-10-02">2 Oct</time></div><p class="date">14 July 2023</p>')).toMatchObject({ at: new Date('2023-07-14T00:00:00Z') });
});

test('a date after the visit is not believed', () => expect(published('<time datetime="2031-01-01">soon</time>')).toBeNull());
test('a Khmer date line is found', () => expect(published('<div class="line">ថ្ងៃទី០៥ ខែមិថុនា ឆ្នាំ២០២៣</div>')).toMatchObject({ precision: 'day', at: new Date('2023-06-05T00:00:00Z') }));
test('a page that tells only its month in the address has a month', () => expect(published('<p>Text</p>', 'https://news.example/2023/06/story')).toMatchObject({ precision: 'month', how: 'url' }));
test('nothing is invented', () => expect(published('<p>Text without any day.</p>')).toBeNull());

test.each([
  ['This article was originally published in the Harbour Review on 3 May 2021.', '2021-05-03'], ['Republished from Port Notes, 12 June 2022, with permission.', '2022-06-12'], ['(Originally published by Dock Weekly on May 3, 2021)', '2021-05-03'],
  ['Cet article a été initialement publié le 3 mai 2021 dans Le Quai.', '2021-05-03'], ['អត្ថបទនេះចុះផ្សាយដំបូងនៅថ្ងៃទី៣ ខែឧសភា ឆ្នាំ២០២១', '2021-05-03'],
])('a republished article names its first day: %s', (line, day) => expect(originOf(['The quay is closed.', line])).toMatchObject({ how: 'origin', at: new Date(`${day}T00:00:00Z`) }));

test.each(['In a book first published on 3 May 2021, the author describes the quay.', 'The list was published on 3 May 2021.', 'This article was originally published in the Review. The quay opened on 3 May 2021.'])('a day of something else is no origin: %s', (line) => expect(originOf([line])).toBeNull());

test('the clock in a page\'s head is not the day of its article', () => {
  const page = (clock: string) => published(`<header><div class="today-date">${clock}</div></header><article><p class="lead">14 July 2023</p></article>`);
  expect(page('Monday, 1 January 2024')).toMatchObject({ at: new Date('2023-07-14T00:00:00Z') });
  expect(published('<div id="clock" class="date">1 January 2024</div><p>Text.</p>')).toBeNull();
});
