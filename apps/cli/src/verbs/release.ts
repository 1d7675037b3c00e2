import type { Command } from 'commander';
import { dataOption, type Verb } from '../verb.js';

const which = (command: Command): Command => command
  .option('--edition <id>', 'id of the edition, as `claque release --list` prints it')
  .option('--election <id>', 'or: the election, with --date and --audience')
  .option('--date <YYYY-MM-DD>', 'date of the edition')
  .option('--audience <name>', 'staff, partners or public', 'staff')
  .option('--by <name>', 'who does it: a code or a role, as the note will show it')
  .addOption(dataOption());

export const release: Verb = {
  name: 'release',
  summary: 'Release an edition to its audience, or withdraw or correct one',
  declare: (command) => {
    which(command)
      .option('--list', 'print the newest editions and what became of them')
      .option('--withdraw <why>', 'take a released edition back: a notice stays, and goes to whoever got it')
      .option('--correct <text>', 'note an error in English: it goes to whoever got it, and stands in the next edition')
      .option('--correct-in <language=text...>', 'the same in another language');
  },
  examples: [
    'claque release --list', 'claque release --election tarovia-2027 --date 2027-03-09 --audience partners --by "duty editor E2"',
    'claque release --edition 12 --by E2 --withdraw "A quote was not theirs."', 'claque release --edition 12 --by E2 --correct "Three ministries was two; one was a reprint."',
  ],
  load: () => import('../work/release.js'),
};

export const bulletin: Verb = {
  name: 'bulletin',
  summary: 'Compose a note between two daily ones, of today up to now, and release it where --by is given',
  declare: (command) => {
    command
      .requiredOption('--election <id>', 'the election, as its watchlist names it')
      .option('--audience <name>', 'staff, partners or public', 'staff')
      .option('--by <name>', 'who releases it; without, it waits for `claque release`')
      .addOption(dataOption());
  },
  examples: ['claque bulletin --election tarovia-2027 --by E2', 'claque bulletin --election tarovia-2027 --audience partners'],
  load: () => import('../work/bulletin.js'),
};
