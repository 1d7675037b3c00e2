import { dataOption, type Verb } from '../verb.js';

export const webhook: Verb = {
  name: 'webhook',
  summary: 'Tell another program of editions as they are released: add, list or remove its address',
  declare: (command) => {
    command
      .option('--list', 'print all webhooks, and why one is told nothing more')
      .option('--add <url>', 'https address that is told; prints the secret that its messages are signed with, once')
      .option('--remove <id>', 'tell this one nothing more, as --list numbers it')
      .option('--election <id>', 'the election, as its watchlist names it')
      .option('--audience <name>', 'whose editions: staff, partners or public', 'public')
      .addOption(dataOption());
  },
  examples: ['claque webhook --add https://desk.example/hook --election tarovia-2027 --audience partners', 'claque webhook --list', 'claque webhook --remove 3'],
  load: () => import('../work/webhook.js'),
};
