import { Option, type Command } from 'commander';

/**
 * A verb of the command line. `declare` adds arguments, options and examples to a fresh command; `load` brings the module that does the work,
 * only when the verb is called, so that `claque --help` and small verbs stay fast.
 */
export interface Verb {
  name: string;
  summary: string;
  /** Adds arguments and options. `--help`, progress and exit codes come from the frame. */
  declare(command: Command): void;
  /** Lines of `--help`: commands that work as they stand. */
  examples: string[];
  load: () => Promise<{ run: VerbRun }>;
}
/** Gets commander's positional arguments as declared and the options. A returned number is the exit code; BadInput prints its message. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type VerbRun = (args: any, options: any) => Promise<number | void>;

/** `--data`, as every verb takes it that works on an installation. */
export const dataOption = (): Option => new Option('--data <folder>', 'data folder of the installation').default(process.env['CLAQUE_DATA_DIR'] ?? 'data');
