import { readCapture } from '#kinds/sources/index.js';
import { median } from './process-use.js';

const URLS = 50_000;

/** A sitemap of 50,000 URLs from bytes to links within scope; the first reading is in a cold process. */
export function run(): Promise<void> {
  const entries = Array.from({ length: URLS }, (_, at) => `<url><loc>https://courier.example/2031/03/report-${at}.html</loc><lastmod>2031-03-0${(at % 9) + 1}T10:00:00Z</lastmod></url>`).join('\n');
  const body = Buffer.from(`<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${entries}</urlset>`);
  const url = 'https://courier.example/sitemap.xml';
  const seconds = Array.from({ length: 5 }, () => {
    const before = process.cpuUsage();
    const { links } = readCapture('sitemap', { url, finalUrl: url, headers: { 'content-type': 'application/xml' }, body, fetchedAt: new Date() });
    if (links.length !== URLS) throw new Error(`${links.length} links of ${URLS}`);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1e6;
  });
  console.log(`${URLS.toLocaleString('en')} sitemap URLs: ${seconds[0]?.toFixed(2)} CPU s cold, ${median(seconds).toFixed(2)} in the median of 5`);
  return Promise.resolve();
}
