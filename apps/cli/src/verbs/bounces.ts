import { dataOption, type Verb } from '../verb.js';

export const bounces: Verb = {
  name: 'bounces',
  summary: 'Read delivery reports and complaints, and send no more mail to the readers whose mail they are about',
  declare: (command) => {
    command
      .argument('<file...>', 'messages (.eml) or whole mailboxes (mbox)')
      .option('--by-address', 'also believe reports that give back no mail of ours: only for a mailbox that nobody but your own mail server can write to')
      .addOption(dataOption());
  },
  examples: ['claque bounces /var/mail/note', 'claque bounces reports/*.eml --data data'],
  load: () => import('../work/bounces.js'),
};
