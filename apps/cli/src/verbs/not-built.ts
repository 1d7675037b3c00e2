import type { Verb } from '../verb.js';

/** Verbs that are promised and not built: they say so and exit 1. */
const notBuilt = (name: string, summary: string, args: string, missing: string): Verb => ({
  name, summary: `${summary} (not built yet)`, missing,
  declare: (command) => { command.argument(args).allowUnknownOption(); },
  examples: [`claque ${name} ${args}`],
});

export const exportVerb = notBuilt('export', 'Write an evidence package that others can verify', '[what]', 'evidence lies in the data folder\'s evidence/ by its SHA-256, and the API lists what stands on it');
export const verify = notBuilt('verify', 'Verify an evidence package without the server', '[folder]', 'there are no packages to verify so far');
