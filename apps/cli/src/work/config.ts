import { printConfig, printConfigReference, readConfig } from '#infra/config.js';

export async function run(_args: [], options: { markdown?: boolean }): Promise<void> {
  process.stdout.write(options.markdown ? printConfigReference() : printConfig(readConfig(process.env)));
}
