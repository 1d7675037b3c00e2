import { dataOption, type Verb } from '../verb.js';

export const doctor: Verb = {
  name: 'doctor',
  summary: 'Say what is wrong with this installation and what to do; no secret is printed',
  declare: (command) => { command.option('--json', 'one JSON object a check').option('--databases', 'as root: also name databases that lie outside their data folders, whoever\'s they are').addOption(dataOption()); },
  examples: ['claque doctor', 'DATABASE_URL=postgres://… QUEUE_URL=redis://… claque doctor --json'],
  load: () => import('../work/doctor.js'),
};
