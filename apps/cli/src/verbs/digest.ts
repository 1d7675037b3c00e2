import { dataOption, type Verb } from '../verb.js';

export const digest: Verb = {
  name: 'digest',
  summary: 'Compose the edition of a day from the database and write it as files',
  declare: (command) => {
    command
      .requiredOption('--election <id>', 'the election, as its watchlist names it')
      .requiredOption('--date <YYYY-MM-DD>', 'date of the edition; it covers the local day before')
      .option('--audience <name>', 'staff, partners or public', 'staff')
      .option('--language <code>', 'language of the edition', 'en')
      .option('--preview', 'open the page in a browser')
      .addOption(dataOption())
      .requiredOption('--out <folder>', 'where digest.html, digest.txt, digest.eml and digest.json go');
  },
  examples: ['claque digest --election tarovia-2027 --date 2027-03-09 --out out', 'claque digest --election tarovia-2027 --date 2027-03-09 --language km --preview --out out'],
  load: () => import('../work/digest.js'),
};
