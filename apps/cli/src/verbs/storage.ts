import { dataOption, type Verb } from '../verb.js';

export const backup: Verb = {
  name: 'backup',
  summary: 'Write the database and the evidence into a folder, while everything goes on',
  declare: (command) => {
    command
      .requiredOption('--out <folder>', 'a new folder for this backup')
      .option('--no-evidence', 'leave out the bodies, where they are backed up otherwise')
      .addOption(dataOption());
  },
  examples: ['claque backup --out /backup/$(date +%F)', 'claque backup --out /backup/tables --no-evidence'],
  load: () => import('../work/backup.js'),
};

export const restore: Verb = {
  name: 'restore',
  summary: 'Bring a backup into an empty database and data folder; nothing runs there until `claque resume`',
  declare: (command) => {
    command
      .argument('<folder>', 'a folder that `claque backup` wrote')
      .option('--sent <file...>', 'sent.log of each machine that sent mails, as it was last (default: the one in the data folder)')
      .option('--sent-is-all', 'no other machine sent mails: what these do not name did not leave, and is sent')
      .option('--purges <file...>', 'purges.jsonl as it was last: what was purged is purged again (default: those in the data folder and beside the evidence)')
      .addOption(dataOption());
  },
  examples: ['claque restore /backup/2027-03-09 --data /srv/claque', 'DATABASE_URL=postgres://… claque restore /backup/2027-03-09 --sent worker1/sent.log worker2/sent.log --sent-is-all'],
  load: () => import('../work/restore.js'),
};

export const migrateStorage: Verb = {
  name: 'migrate-storage',
  summary: 'Move an installation to another PostgreSQL, to Redis, or its evidence to a bucket or folder',
  declare: (command) => {
    command
      .option('--to-database <url>', 'an empty database, such as postgres://claque:…@db.example/claque')
      .option('--to-queue <url>', 'Redis for the queues; the tables fill it')
      .option('--to-evidence <folder-or-url>', 'a folder, or a bucket https://server/bucket/folder with CLAQUE_S3_KEY_ID and CLAQUE_S3_SECRET')
      .option('--dry-run', 'say what would be moved and whether the targets can be used; change nothing')
      .addOption(dataOption());
  },
  examples: ['claque migrate-storage --to-database postgres://claque:secret@db.example/claque --to-queue redis://queue.example --dry-run', 'claque migrate-storage --to-evidence /mnt/shared/evidence'],
  load: () => import('../work/migrate-storage.js'),
};

export const hold: Verb = {
  name: 'hold',
  summary: 'Put an election or a source under legal hold, so that nothing of it is purged; list and lift holds',
  declare: (command) => {
    command
      .option('--election <id>', 'the election, as its watchlist names it')
      .option('--source <id>', 'only this source of it')
      .option('--why <text>', 'the reason, such as "case 14/2027"')
      .option('--lift <number>', 'end this hold')
      .option('--by <name>', 'who says so: a code or a role')
      .addOption(dataOption());
  },
  examples: ['claque hold', 'claque hold --election tarovia-2027 --source posts-website --why "case 14/2027" --by L1', 'claque hold --lift 3 --by L1'],
  load: async () => ({ run: (await import('../work/retention.js')).runHold }),
};

export const purge: Verb = {
  name: 'purge',
  summary: 'Take away what was last seen before a day, except what is under legal hold; released notes stay',
  declare: (command) => {
    command
      .requiredOption('--election <id>', 'the election, as its watchlist names it')
      .requiredOption('--before <YYYY-MM-DD>', 'the day (UTC) before which it was last seen')
      .option('--by <name>', 'who purges: a code or a role')
      .option('--dry-run', 'say what would go; change nothing')
      .addOption(dataOption());
  },
  examples: ['claque purge --election tarovia-2027 --before 2027-06-01 --dry-run', 'claque purge --election tarovia-2027 --before 2027-06-01 --by A2'],
  load: async () => ({ run: (await import('../work/retention.js')).runPurge }),
};
