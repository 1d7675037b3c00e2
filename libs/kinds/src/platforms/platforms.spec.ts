import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '#core/text/fold.js';
import { accountFromUrl, accountKey, accountsInText, accountUrl, counterOf, findMentions } from './index.js';

describe('accountFromUrl', () => {
  it.each([
    ['https://t.me/Orchard_Daily', 'telegram:orchard_daily'], ['t.me/s/orchard_daily?before=99', 'telegram:orchard_daily'], ['http://telegram.me/orchard_daily/418', 'telegram:orchard_daily'], ['https://orchard_daily.t.me', 'telegram:orchard_daily'], ['tg://resolve?domain=orchard_daily', 'telegram:orchard_daily'],
    ['https://www.tiktok.com/@mayor.lin?lang=en', 'tiktok:mayor.lin'], ['m.tiktok.com/@mayor.lin/video/7', 'tiktok:mayor.lin'],
    ['https://m.facebook.com/Lin.Office/?ref=share', 'facebook:lin.office'], ['fb.com/lin.office', 'facebook:lin.office'], ['https://www.facebook.com/profile.php?id=100042', 'facebook:100042'], ['https://km-kh.facebook.com/lin.office', 'facebook:lin.office'], ['https://www.facebook.com/pages/Lin-Office/123456789', 'facebook:123456789'],
    ['https://t.me/orchard_daily/418?comment=2&single', 'telegram:orchard_daily'], ['https://www.tiktok.com/@mayor.lin?_t=8abc&_r=1', 'tiktok:mayor.lin'], ['https://www.tiktok.com/@mayor.lin/live', 'tiktok:mayor.lin'], ['https://mbasic.facebook.com/lin.office?fbclid=a', 'facebook:lin.office'],
    ['https://web.facebook.com/lin.office?mibextid=a', 'facebook:lin.office'], ['https://mobile.twitter.com/LinOffice', 'x:linoffice'], ['https://x.com/LinOffice/status/12?t=a&s=19', 'x:linoffice'], ['https://m.youtube.com/@LinOffice?si=abc', 'youtube:linoffice'], ['https://www.youtube.com/channel/UCabcdefghijklmnopqrstuv', 'youtube:ucabcdefghijklmnopqrstuv'],
    ['https://www.instagram.com/lin.office/?hl=en', 'instagram:lin.office'], ['https://api.whatsapp.com/send?phone=85500000000&text=hi', 'whatsapp:85500000000'], ['https://page.line.me/linoffice', 'line:linoffice'],
    ['https://l.facebook.com/l.php?u=https%3A%2F%2Ft.me%2Forchard_daily&h=x', 'telegram:orchard_daily'],
    ['https://twitter.com/LinOffice/status/1', 'x:linoffice'], ['x.com/linoffice?s=21', 'x:linoffice'], ['https://twitter.com/intent/follow?screen_name=LinOffice', 'x:linoffice'],
    ['https://www.youtube.com/@LinOffice/videos', 'youtube:linoffice'], ['youtube.com/c/LinOffice', 'youtube:linoffice'],
    ['https://instagram.com/lin.office?igsh=abc', 'instagram:lin.office'], ['https://wa.me/85500000000', 'whatsapp:85500000000'], ['https://line.me/R/ti/p/%40linoffice', 'line:linoffice'],
  ])('reads %s as %s', (url, key) => { expect(accountKey(accountFromUrl(url)!)).toBe(key); });
  it('keeps an id whose case matters as written, so that its address leads there again', () => {
    const written = 'https://www.youtube.com/channel/UCAbCdEfGhIjKlMnOpQrStUv';
    expect(accountFromUrl(written)!.handle).toBe('UCAbCdEfGhIjKlMnOpQrStUv');
    expect(accountUrl(accountFromUrl(`${written}/about`)!)).toBe(written);
    expect(counterOf('youtube')!.page!('UCAbCdEfGhIjKlMnOpQrStUv')).toBe(written);
    expect(accountUrl({ platform: 'youtube', handle: 'LinOffice', url: null })).toBe('https://www.youtube.com/@LinOffice');
  });

  it.each(['https://t.me/+AbCdEf', 'https://t.me/joinchat/AbC', 'https://vm.tiktok.com/ZM1/', 'https://chat.whatsapp.com/Xyz', 'https://lin.ee/abc', 'https://www.facebook.com/share/1ABC/'])('keeps the address of %s, which names no public handle', (url) => {
    expect(accountFromUrl(url)).toMatchObject({ handle: null, url });
  });

  it.each(['https://example.org/t.me/x', 'https://t.me/share/url?url=a', 'https://t.me/addstickers/a', 'https://youtu.be/abc', 'https://www.youtube.com/watch?v=1', 'https://www.facebook.com/sharer/sharer.php?u=x', 'https://x.com/home', 'https://instagram.com/p/abc', 'javascript:alert(1)', 'not a url', 'https://nott.me/abc', ''])('sees no account in %s', (url) => { expect(accountFromUrl(url)).toBeNull(); });

  it('gives every account one form: its own public address leads back to it', () => {
    const handle = fc.stringMatching(/^[a-z][a-z0-9_]{4,20}$/);
    fc.assert(fc.property(fc.constantFrom('telegram', 'tiktok', 'facebook', 'youtube', 'instagram', 'line'), handle, (platform, name) => {
      const ref = { platform, handle: name, url: null };
      const again = accountFromUrl(accountUrl(ref)!);
      // A handle may be a word that the platform keeps for itself.
      fc.pre(again !== null);
      expect(accountKey(again!)).toBe(accountKey(ref));
    }));
  });
  it('never throws', () => { fc.assert(fc.property(fc.oneof(fc.string(), fc.webUrl()), (text) => { accountFromUrl(text); })); });
});

describe('mentions in text', () => {
  const keys = (text: string) => findMentions(fold(text)).map(({ kind, ref }) => `${kind} ${ref.platform}:${ref.handle}`);
  it.each([
    ['ឆានែលតេឡេក្រាមថ្មី', 'telegram'], ['តេលេក្រាម', 'telegram'], ['តេឡេ\u200Bក្រាម', 'telegram'], ['ទិកតុក', 'tiktok'], ['ធីកធុក', 'tiktok'], ['តិកតុក', 'tiktok'], ['ទំព័រហ្វេសប៊ុក', 'facebook'], ['ហ្វេសបុក', 'facebook'], ['យូធូប', 'youtube'], ['យូទូប', 'youtube'], ['ធ្វីតធ័រ', 'x'], ['អ៊ីនស្តាក្រាម', 'instagram'],
    ['ហ្វេបុក', 'facebook'], ['តិចតុក', 'tiktok'], ['យ៉ូធូប', 'youtube'], ['អ៊ីនស្តា', 'instagram'], ['វ៉ាត់សាប់', 'whatsapp'], ['ឡាញ @orchard', 'line'], ['TG: @orchard', 'telegram'], ['we are on YT', 'youtube'], ['FB / IG', 'instagram'],
    ['Follow us on X', 'x'], ['Add LINE @shop', 'line'], ['Tik Tok', 'tiktok'], ['телеграм', 'telegram'], ['เฟซบุ๊ก', 'facebook'],
  ])('knows the platform in %s', (text, platform) => { expect(findMentions(fold(text)).map((mention) => mention.ref.platform)).toContain(platform); });

  it('gives a handle the platform that is named beside it', () => {
    expect(keys('Telegram @orchard_a, TikTok @orchard_b')).toEqual(['name telegram:null', 'handle telegram:orchard_a', 'name tiktok:null', 'handle tiktok:orchard_b']);
    expect(keys('watch @orchard_c on YouTube')).toContain('handle youtube:orchard_c');
  });
  it('gives a handle the platform that a short name before it stands for', () => {
    expect(keys('Find us: IG @orchard.shop')).toContain('handle instagram:orchard.shop');
    expect(keys('ហ្វូឡូ IG យើង @orchard.shop')).toContain('handle instagram:orchard.shop');
    expect(keys('YT: @orchard_shop')).toContain('handle youtube:orchard_shop');
  });
  it.each(['The IG opened an inquiry.', 'tele-medicine', 'a yt-like sound', 'ឡាញឡាំ'])('takes "%s" for no platform', (text) => { expect(keys(text)).toEqual([]); });
  it('takes no e-mail address for a handle, and no name from within an address', () => {
    expect(keys('write to desk@orchard.example')).toEqual([]);
    expect(keys('https://orchard.example/telegram/news')).toEqual([]);
  });
  it('collects accounts of text and links, each once', () => {
    expect(accountsInText(fold('Join t.me/orchard_daily។'), [{ href: 'https://telegram.me/Orchard_Daily', text: 'us' }, { href: 'https://fb.com/orchard', text: '' }]).map(accountKey)).toEqual(['telegram:orchard_daily', 'facebook:orchard']);
  });
  it('takes no more handles than make a list, of any number', () => {
    expect(findMentions(fold(Array.from({ length: 100_000 }, (_, i) => `@reader${i}`).join(' ')))).toHaveLength(20_000);
  }, 30_000);
});
