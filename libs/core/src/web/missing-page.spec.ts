import { describe, expect, it } from 'vitest';
import { addressOfNothing, missingPageOf, sameAsMissing, shownLines, type MissingPage } from './missing-page.js';

const frame = 'Harbour Ministry\nNews\nLaws\nContact\n';
const foot = `\nRead 1,204 times\nQuay Street 4\n${'The ministry keeps harbours, lights and ferries in order. '.repeat(4)}\nEvery working day from eight to noon at the long quay, second floor.`;
const asked = addressOfNothing('https://harbour.example');
const missing: MissingPage = { finalUrl: asked, redirected: false, title: 'harbour ministry', lines: shownLines(`${frame}We could not find ${asked}.\nTry the search.${foot}`, asked) };
const page = (path: string, text: string, title = 'Harbour Ministry', finalUrl = `https://harbour.example${path}`) => ({ asked: `https://harbour.example${path}`, finalUrl, title, text: frame + text + foot });

it('knows a page for missing addresses by its title and text, whatever address and number stand in it', () => {
  expect(sameAsMissing(page('/news/81', 'We could not find https://harbour.example/news/81.\nTry the search.'), missing)).toMatch(/do not exist/);
});
it('takes no article for it, however short, and no page with a title of its own', () => {
  expect(sameAsMissing(page('/news/82', 'Ferries stop at noon on the day of the vote.'), missing)).toBeNull();
  expect(sameAsMissing(page('/news/83', ''), missing)).toBeNull();
  expect(sameAsMissing(page('/news/81', 'We could not find https://harbour.example/news/81.\nTry the search.', 'Lost and found'), missing)).toBeNull();
});
it('knows a redirect to where missing addresses lead, and not that page itself', () => {
  const home: MissingPage = { finalUrl: 'https://harbour.example/', redirected: true, title: 'harbour', lines: ['the newest news'] };
  expect(sameAsMissing(page('/news/84', 'The newest news', 'Harbour', 'https://harbour.example/'), home)).toMatch(/redirected to https:\/\/harbour.example\//);
  expect(sameAsMissing({ ...page('/', 'The newest news', 'Harbour'), finalUrl: 'https://harbour.example/' }, home)).toBeNull();
  const front: MissingPage = { ...home, finalUrl: 'https://harbour.example/km/' };
  expect(sameAsMissing(page('/', 'The newest news', 'Harbour', 'https://harbour.example/km/'), front)).toBeNull();
  expect(sameAsMissing(page('/news/84', 'The newest news', 'Harbour', 'https://harbour.example/km/'), front)).not.toBeNull();
  expect(sameAsMissing({ asked: 'https://harbour.example/', finalUrl: 'https://harbour.example/', title: 'Harbour today', text: 'Other news' }, home)).toBeNull();
});
it('says nothing of pages that scripts fill, whose shell is the same for every address', () => {
  const shell = (text: string): MissingPage => ({ finalUrl: asked, redirected: false, title: 'harbour ministry', lines: shownLines(text, asked) });
  const empty = 'You need to enable JavaScript to run this app.';
  expect(sameAsMissing({ ...page('/news/85', ''), text: empty }, shell(empty))).toBeNull();
  const long = `${frame}${foot}\n${empty}`;
  expect(sameAsMissing({ ...page('/news/85', ''), text: long }, shell(long))).toBeNull();
});
it('says nothing of pages too long to be compared whole', () => {
  const menu = Array.from({ length: 3000 }, (_, at) => `Office of ${String.fromCharCode(97 + (at % 26))}${'x'.repeat(at % 40)}`).join('\n');
  const long: MissingPage = { ...missing, lines: shownLines(`${menu}\nWe could not find it.`, asked) };
  expect(sameAsMissing({ ...page('/news/86', ''), text: `${menu}\nAll staff must follow the channel.` }, long)).toBeNull();
});
it('asks one address for each host, which tells its reason', () => {
  expect(asked).toBe(addressOfNothing('https://harbour.example'));
  expect(asked).toMatch(/^https:\/\/harbour\.example\/no-such-page-we-ask-how-errors-look-[0-9a-f]{8}$/);
  expect(addressOfNothing('https://tides.example')).not.toContain(asked.slice(-8));
});

describe('an error page with other headlines at each asking', () => {
  const headlines = (names: string[]) => `\nThe newest\n${names.map((name) => `${name} opens its harbour to ferries on Monday`).join('\n')}`;
  const error = (path: string, names: string[]) => page(path, `Sorry, we could not find the page you asked for.\nTry the search.${headlines(names)}`);
  const ordinary = page('/news/1', `Ferries stop at noon on the day of the vote, and go again the morning after.${headlines(['Amber', 'Birch', 'Cedar', 'Dune'])}`);
  const asking = { ...error('/x', ['Amber', 'Birch', 'Cedar', 'Dune']), asked, finalUrl: asked };
  const known = missingPageOf(asking, ordinary);

  it('is known by what it says of there being nothing', () => {
    expect(sameAsMissing(error('/news/90', ['Elm', 'Fir', 'Gorse', 'Hazel']), known)).toMatch(/could not find the page/);
  });
  it('is no article, though that has the same title and headlines', () => {
    expect(sameAsMissing(ordinary, known)).toBeNull();
    expect(sameAsMissing(page('/news/91', `The ministry says that lost permits will be found.${headlines(['Elm', 'Fir', 'Gorse', 'Hazel'])}`), known)).toBeNull();
  });
  it('is no article that quotes it', () => {
    const words = 'Readers who opened the list of candidates on Monday saw an error for six hours, and the office has asked its contractor for a report on what went wrong, who was told of it, and when. ';
    expect(sameAsMissing(page('/news/92', `Sorry, we could not find the page you asked for.\n${words}${headlines(['Elm', 'Fir', 'Gorse', 'Hazel'])}`), known)).toBeNull();
  });
  it('is not known by words that ordinary pages have, too', () => {
    const framed = page('/news/1', `Sorry, we could not find the page you asked for.\nFerries stop at noon.${headlines(['Amber'])}`);
    expect(missingPageOf(asking, framed).says).toEqual([]);
    expect(sameAsMissing(error('/news/93', ['Elm', 'Fir', 'Gorse', 'Hazel']), missingPageOf(asking, framed))).toBeNull();
  });
  it.each([
    'រកមិនឃើញទំព័រដែលអ្នកស្វែងរកទេ។', 'La page que vous cherchez est introuvable.', 'No se ha encontrado la página solicitada.', 'Die gesuchte Seite wurde nicht gefunden.', 'Halaman yang Anda cari tidak ditemukan.',
    'Trang bạn tìm không tồn tại.', 'Страница не найдена.', 'الصفحة التي تبحث عنها غير موجودة', 'ไม่พบหน้าที่คุณค้นหา', 'ບໍ່ພົບໜ້າທີ່ທ່ານຊອກຫາ', 'ရှာဖွေသော စာမျက်နှာ မရှိပါ', '您访问的页面不存在',
  ])('is known by "%s"', (words) => {
    const error = (path: string, names: string[]) => page(path, `${words}${headlines(names)}`);
    expect(sameAsMissing(error('/news/94', ['Elm', 'Fir', 'Gorse', 'Hazel']), missingPageOf({ ...error('/x', ['Amber', 'Birch', 'Cedar', 'Dune']), asked, finalUrl: asked }, ordinary))).not.toBeNull();
  });
});
