import { existsSync } from 'node:fs';

/** Chromium of these tests: CLAQUE_BROWSER, or where Debian puts it. Root has no sandbox. */
export function chromium(): { executable: string; sandbox: boolean } {
  const executable = process.env['CLAQUE_BROWSER'] ?? '/usr/bin/chromium';
  if (!existsSync(executable)) throw new Error(`there is no Chromium at ${executable}: install it (apt-get install chromium) or set CLAQUE_BROWSER`);
  return { executable, sandbox: process.getuid?.() !== 0 };
}
