import { BadInput } from '#core/errors.js';
import type { Verb } from '../verb.js';

const whole = (name: string, least: number) => (text: string) => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least) throw new BadInput(`--${name} is "${text}", but must be a whole number of at least ${least}`, 2);
  return value;
};

export const crawl: Verb = {
  name: 'crawl',
  summary: 'Crawl sites politely, without a watchlist or a database.',
  declare(command) {
    command
      .argument('<url...>', 'pages to start from; their hosts are crawled')
      .requiredOption('--out <dir>', 'folder for documents.jsonl, snapshots.jsonl, crawl.json and bodies.zst')
      .option('--max-pages <n>', 'stop after so many pages', whole('max-pages', 1))
      .option('--concurrency <n>', 'requests in flight, in all and per host', whole('concurrency', 1), 4)
      .option('--pace <ms>', 'least milliseconds between two requests to one host; robots.txt may ask for more', whole('pace', 0), 1000)
      .option('--allow-private <host:port>', 'exact host and port that may be private; may be repeated', (value: string, all?: string[]) => [...all ?? [], value])
      .option('--read', 'add main text, date, author and language to each document')
      .option('--images', 'fetch the images of pages too: size, perceptual hash and QR codes in images.jsonl, posters with codes among the documents')
      .option('--warc', 'also write everything that was asked and answered as WARC, in files of at most 1 GB')
      .option('--contact <url>', 'how a web master reaches you, in the user agent');
  },
  examples: [
    'claque crawl https://example.org/ --max-pages 100 --out crawled',
    'claque crawl https://example.org/ https://example.com/ --read --contact https://monitor.example/about --out crawled',
    'claque crawl https://example.org/ --warc --out crawled',
    'claque crawl https://example.org/ --max-pages 50 --images --out crawled',
    'claque crawl http://127.0.0.1:8123/ --pace 0 --concurrency 16 --allow-private 127.0.0.1:8123 --out crawled',
  ],
  load: () => import('../work/crawl.js'),
};
