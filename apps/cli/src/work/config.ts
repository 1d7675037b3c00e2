import { printConfig, printConfigReference, readConfig } from '#infra/config.js';
import { sourceSettingsReference } from '#kinds/sources/settings-reference.js';

export async function run(_args: [], options: { markdown?: boolean }): Promise<void> {
  process.stdout.write(options.markdown ? `${printConfigReference()}\n${sourceSettingsReference()}` : printConfig(readConfig(process.env)));
}
