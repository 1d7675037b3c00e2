import type { Verb } from '../verb.js';

export const doctor: Verb = {
  name: 'doctor',
  summary: 'Say what is wrong with this installation and what to do; no secret is printed',
  declare: (command) => { command.option('--json', 'one JSON object a check').option('--data <folder>', 'data folder of the installation', process.env['CLAQUE_DATA_DIR'] ?? 'data'); },
  examples: ['claque doctor', 'DATABASE_URL=postgres://… QUEUE_URL=redis://… claque doctor --json'],
  load: () => import('../work/doctor.js'),
};
