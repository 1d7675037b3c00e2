import { dataOption, type Verb } from '../verb.js';

export const user: Verb = {
  name: 'user',
  summary: 'Add people who sign in, give them a new one-time link, or make a key for a program',
  declare: (command) => {
    command
      .argument('<what>', 'list, add, link, key or code-off (takes away the authenticator of somebody who lost it)')
      .argument('[name]', 'whom: the name that they sign in with, or what the key is for')
      .option('--role <role>', 'viewer, coder, editor, admin; of a key also service', 'viewer')
      .option('--elections <ids>', 'the elections whose data they see, parted by commas; without it all')
      .option('--days <n>', 'how many days a key is good; without it until it is revoked')
      .addOption(dataOption());
  },
  examples: ['claque user list', 'claque user add sokha --role editor', 'claque user link sokha', 'claque user code-off sokha', 'claque user key archive --role service --days 365'],
  load: () => import('../work/user.js'),
};
