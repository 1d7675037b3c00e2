import { dataOption, type Verb } from '../verb.js';

export const bounces: Verb = {
  name: 'bounces',
  summary: 'Read delivery reports and complaints, and send no more mail to the addresses that they name',
  declare: (command) => {
    command
      .argument('<file...>', 'messages (.eml) or whole mailboxes (mbox)')
      .addOption(dataOption());
  },
  examples: ['claque bounces /var/mail/note', 'claque bounces reports/*.eml --data data'],
  load: () => import('../work/bounces.js'),
};
