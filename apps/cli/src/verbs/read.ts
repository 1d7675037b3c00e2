import type { Verb } from '../verb.js';

export const read: Verb = {
  name: 'read',
  summary: 'Reads saved pages, feeds and channel pages to documents, a JSON line for each',
  declare(command) {
    command
      .argument('<file...>', 'saved HTML, PDF, RSS, Atom, JSON Feed or t.me/s/… pages, packed with gzip or not; - for standard input. Scanned PDFs are read by OCR_COMMAND where it is set')
      .option('--url <url>', 'where the file was fetched (with one file)')
      .option('--urls <map.csv>', 'where each file was fetched: columns file,url')
      .option('--kind <kind>', 'website, feed, sitemap or telegram-channel; found from the bytes when not given')
      .option('--threads <n>', 'threads that parse', '2')
      .option('--out <file>', 'where the lines go (.gz packs them); standard output when not given');
  },
  examples: [
    'curl -s https://www.example.org/ | claque read - --url https://www.example.org/',
    "OCR_COMMAND='ocr-to-text --language khm' claque read circular.pdf",
    'echo "<article><h1>Notice</h1><p>All staff are asked to come at eight on Monday.</p></article>" | claque read - --kind website',
  ],
  load: () => import('../work/read.js'),
};
