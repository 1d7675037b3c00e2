// `npm run dev`: rebuilds on every change and restarts `claque start`, with its data kept in data/.
import { spawn, spawnSync } from 'node:child_process';
import { watch } from 'node:fs';

let child;
let timer;
const start = () => {
  if (spawnSync(process.execPath, ['scripts/prepare.mjs'], { stdio: 'inherit' }).status !== 0) return;
  child = spawn(process.execPath, ['apps/cli/bin/claque.js', 'start', ...process.argv.slice(2)], { stdio: 'inherit' });
};
const restart = () => {
  if (child === undefined || child.exitCode !== null) return start();
  child.once('exit', start);
  child.kill('SIGTERM');
};
for (const folder of ['apps', 'libs']) watch(folder, { recursive: true }, () => { clearTimeout(timer); timer = setTimeout(restart, 300); });
process.on('SIGINT', () => { child?.once('exit', () => process.exit(0)); });
start();
