import type { Verb } from '../verb.js';

export const tryPage: Verb = {
  name: 'try',
  summary: 'Fetches, reads and detects one page and shows what each step made of it; nothing is stored',
  declare(command) {
    command
      .argument('<url>', 'a page, feed, sitemap or public Telegram channel')
      .option('--kind <kind>', 'website, feed, sitemap or telegram-channel; guessed from the address when not given')
      .option('--allow-private <host:port>', 'an exact private address that may be contacted; may be given again', (value: string, all?: string[]) => [...all ?? [], value])
      .option('--documents <n>', 'how many documents to show', '5');
  },
  examples: ['claque try https://www.example.org/', 'claque try https://t.me/s/telegram --documents 2'],
  load: () => import('../work/try.js'),
};
