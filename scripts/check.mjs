// `npm run check`: types, lint, import rules and unit tests, side by side; seconds. Prints what failed, and one line for each that passed.
import { spawn } from 'node:child_process';

const steps = [
  ['types', 'tsc', '--noEmit'],
  ['types of the dashboard', 'tsc', '-p', 'apps/dashboard'],
  ['lint', 'oxlint', '--type-aware', '--deny-warnings'],
  ['import rules', 'depcruise', '--config', '.dependency-cruiser.cjs', 'apps', 'libs'],
  ['unit tests', 'vitest', 'run', '--project', 'unit', '--reporter', 'dot'],
];
const results = await Promise.all(steps.map(([name, program, ...args]) => new Promise((resolve) => {
  const started = performance.now();
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (chunk) => { output += chunk; });
  child.stderr.on('data', (chunk) => { output += chunk; });
  child.on('error', (error) => resolve({ name, ok: false, output: error.message, seconds: 0 }));
  child.on('close', (code) => resolve({ name, ok: code === 0, output, seconds: (performance.now() - started) / 1000 }));
})));
for (const { name, ok, output, seconds } of results) {
  if (!ok) console.log(output.trimEnd());
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${name} (${seconds.toFixed(1)} s)`);
}
process.exit(results.every((result) => result.ok) ? 0 : 1);
