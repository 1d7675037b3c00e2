import { dataOption, type Verb } from '../verb.js';

export const pause: Verb = {
  name: 'pause',
  summary: 'Let every worker leave queues alone until `claque resume`; jobs at work are finished',
  declare: (command) => {
    command
      .option('--queues <names>', 'only these, separated by commas (default: everything)')
      .option('--why <text>', 'the reason, which everybody is shown')
      .option('--by <name>', 'who does it: a code or a role')
      .option('--list', 'print what is paused, and the jobs in each queue')
      .addOption(dataOption());
  },
  examples: ['claque pause --list', 'claque pause --queues publish --why "a note is being checked" --by E2', 'claque pause --why "the server moves" --by A1'],
  load: async () => ({ run: (await import('../work/pause.js')).runPause }),
};

export const resume: Verb = {
  name: 'resume',
  summary: 'End pauses, also the one after a restore',
  declare: (command) => {
    command
      .option('--queues <names>', 'only pauses of these queues (default: every pause)')
      .option('--by <name>', 'who does it: a code or a role')
      .addOption(dataOption());
  },
  examples: ['claque resume --by A1', 'claque resume --queues publish --by E2'],
  load: async () => ({ run: (await import('../work/pause.js')).runResume }),
};
