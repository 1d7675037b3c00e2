import { createServer } from 'node:http';
import { seeded as random } from '#core/accounts/statistics.js';

/**
 * A news site of N pages of some 40 kB on loopback, two thirds English and one third Khmer, as a process of its own: `node news-site.js [PORT] [PAGES]`. Prints
 * `{"port": N}` when it listens. Every page is reached from /a/0.html; /private/ is forbidden by robots.txt and linked from every page; /__stats says what was asked.
 */
const [askedPort = 0, pages = 5000] = process.argv.slice(2).map(Number);
const PAGE_BYTES = 40_000;
const ENGLISH = 'ferry tide council harbour notice market lantern bridge voters counted returned clerk promised season letter school village pump radio reported evening morning officials opened closed asked answered before after during'.split(' ');
const KHMER = 'សាលា ភូមិ ទីផ្សារ ស្ពាន ទូក ព្រឹក ល្ងាច លិខិត អ្នក បាន ប្រកាស ថា នៅ ក្នុង ថ្ងៃ ការងារ ទឹក ផ្លូវ វិទ្យុ សិស្ស គ្រូ ឆ្នាំ'.split(' ');

function page(at: number): Buffer {
  const next = random(at + 1);
  const pick = <T>(list: readonly T[]) => list[Math.floor(next() * list.length)] as T;
  const khmer = at % 3 === 0;
  const words = khmer ? KHMER : ENGLISH;
  const sentence = () => `${Array.from({ length: 8 + Math.floor(next() * 14) }, () => pick(words)).join(khmer ? '' : ' ')}${khmer ? '។' : '.'}`;
  const paragraph = () => `<p>${Array.from({ length: 4 }, sentence).join(' ')}</p>`;
  const link = (to: number) => `/a/${((to % pages) + pages) % pages}.html`;
  const related = [...Array.from({ length: 4 }, (_, step) => at + step + 1), ...Array.from({ length: 8 }, () => Math.floor(next() * pages)), ...[2 * at + 1, 2 * at + 2].filter((child) => child < pages)];
  const day = new Date(Date.UTC(2031, 2, 1) + (at % 60) * 86_400_000).toISOString();
  const html = `<!doctype html><html lang="${khmer ? 'km' : 'en'}"><head><meta charset="utf-8"><title>Report ${at} | Lowland Courier</title><meta property="article:published_time" content="${day}">
<script type="application/ld+json">{"@type":"NewsArticle","headline":"Report ${at}","datePublished":"${day}"}</script><style>${'.block{margin:0;padding:0;color:#333}\n'.repeat(110)}</style></head><body>
<header><nav><ul>${Array.from({ length: 40 }, (_, section) => `<li class="menu-item menu-item-type-taxonomy menu-item-${section}"><a class="menu-link" href="${link(section * 97)}"><span class="menu-text">Section ${section}</span></a></li>`).join('')}</ul></nav></header>
<main><article><h1>Report ${at}</h1><div class="byline"><span class="author">Correspondent ${at % 25}</span> <time datetime="${day}">${day.slice(0, 10)}</time></div>
${Array.from({ length: 14 + Math.floor(next() * 6) }, (_, row) => paragraph() + (row % 5 === 2 ? `<figure><img src="/img/${at}-${row}.jpg" alt="picture" loading="lazy"><figcaption>${sentence()}</figcaption></figure>` : '')
    + (row === 3 ? `<p>Follow us on <a href="https://t.me/lowland_desk_${at % 50}">Telegram</a></p>` : '')).join('\n')}
</article><section class="related">${related.map((to) => `<div class="card"><a href="${link(to)}"><img src="/img/${to}.jpg" alt=""><h3>Another report, number ${to}</h3></a><span class="meta">${day.slice(0, 10)}</span></div>`).join('')}</section></main>
<aside>${'<div class="slot" data-slot="x"><ins></ins></div>'.repeat(20)}</aside><footer><a href="/private/${at}.html">staff</a> Lowland Courier</footer>
<script>${'window.layer=window.layer||[];function tag(){layer.push(arguments)}\n'.repeat(60)}</script></body></html>`;
  const short = PAGE_BYTES - Buffer.byteLength(html);
  return Buffer.from(short > 7 ? html.replace('</body>', `<!--${'x'.repeat(short - 7)}--></body>`) : html);
}

const bodies = Array.from({ length: pages }, (_, at) => page(at));
const seen = new Set<number>();
const counts = { hits: 0, private: 0, robots: 0 };
const server = createServer(({ url = '' }, response) => {
  const send = (status: number, body: Buffer | string, type = 'text/html; charset=utf-8') => response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body), etag: '"v1"' }).end(body);
  const at = /^\/a\/(\d+)\.html$/.exec(url)?.[1];
  if (at !== undefined && Number(at) < pages) { counts.hits++; seen.add(Number(at)); return send(200, bodies[Number(at)] as Buffer); }
  if (url === '/robots.txt') { counts.robots++; return send(200, 'User-agent: *\nDisallow: /private/\n', 'text/plain'); }
  if (url === '/sitemap.xml') return send(200, `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${bodies.map((_, page) => `<url><loc>/a/${page}.html</loc></url>`).join('')}</urlset>`, 'application/xml');
  if (url === '/__stats') return send(200, JSON.stringify({ ...counts, unique: seen.size }), 'application/json');
  if (url.startsWith('/private/')) { counts.private++; return send(403, 'no'); }
  return send(404, 'not found');
});
server.keepAliveTimeout = 60_000;
server.listen(askedPort, '127.0.0.1', () => { console.log(JSON.stringify({ port: (server.address() as { port: number }).port, pages, bytes: bodies.reduce((sum, { length }) => sum + length, 0) })); });
