import { Command, CommanderError } from 'commander';
import { BadInput, messageOf } from '#core/errors.js';
import { verbs } from './verbs/index.js';

const program = new Command('claque')
  .description('Monitors the information environment around an election: who asks whom to follow which account,\nwhat is coordinated, and a daily digest.')
  .version('0.1.0')
  .showHelpAfterError('(try `claque --help`)')
  .exitOverride();

// One that is asked for by its name is the only one that is needed; for anything else (help, a mistake) all are.
const [, , asked = ''] = process.argv;
for (const load of Object.hasOwn(verbs, asked) ? [verbs[asked]!] : Object.values(verbs)) {
  const verb = await load();
  const command = program.command(verb.name).description(verb.summary).showHelpAfterError(`(try \`claque ${verb.name} --help\`)`).exitOverride();
  verb.declare(command);
  command.addHelpText('after', ['', 'Examples:', ...verb.examples.map((line) => `  ${line}`)].join('\n'));
  command.action(async (...all: unknown[]) => {
    const { run } = await verb.load();
    const code = await run(all.slice(0, -2), command.opts());
    process.exitCode = code ?? process.exitCode ?? 0;
  });
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => { if (error.code === 'EPIPE') process.exit(0); throw error; });
try {
  await program.parseAsync();
} catch (thrown) {
  if (thrown instanceof CommanderError) process.exitCode = thrown.exitCode === 0 ? 0 : 2;
  else if (thrown instanceof BadInput) {
    console.error(`claque: ${thrown.message}`);
    process.exitCode = thrown.exitCode;
  } else {
    console.error(`claque: ${process.env['CLAQUE_DEBUG'] && thrown instanceof Error ? thrown.stack : messageOf(thrown)}`);
    process.exitCode = 1;
  }
}
