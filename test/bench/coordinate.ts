import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { random } from '../material/edited-copies.js';

/** `claque coordinate` from file to files, as a process of its own: median of three. Events of our own: Zipf objects, log-normal delays, planted cells. */
export async function run(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'claque-bench-'));
  try {
    for (const rows of [100_000, 1_000_000]) {
      const file = join(folder, `${rows}.csv`);
      writeFileSync(file, events(rows));
      const seconds: number[] = [];
      for (let turn = 0; turn < 3; turn++) {
        const started = performance.now();
        const { status, stderr } = spawnSync(process.execPath, ['apps/cli/bin/claque.js', 'coordinate', file, '--window', '60', '--min-participation', '2', '--out', join(folder, 'out')], { encoding: 'utf8' });
        if (status !== 0) throw new Error(stderr);
        seconds.push((performance.now() - started) / 1000);
      }
      seconds.sort((a, b) => a - b);
      console.log(`${rows.toLocaleString('en')} events: ${seconds[1]!.toFixed(2)} s (best ${seconds[0]!.toFixed(2)})`);
    }
  } finally { rmSync(folder, { recursive: true }); }
}

function events(rows: number): string {
  const next = random(rows);
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  const objects = rows / 5;
  const birth = Float64Array.from({ length: objects }, () => 1_690_000_000 + Math.floor(next() * 2_419_200));
  const lines = ['object_id,account_id,content_id,timestamp_share'];
  for (let row = 0; row < rows * 0.9; row++) {
    const object = Math.floor(objects ** next());
    lines.push(`o${object},a${Math.floor((rows / 4) * next() ** 5)},c${row},${Math.floor(birth[object]! + Math.exp(9.5 + 1.8 * normal()))}`);
  }
  for (let cell = 0; lines.length < rows; cell++) {
    for (let call = 0; call < 10; call++) {
      const at = 1_690_000_000 + Math.floor(next() * 2_419_200);
      for (let member = 0; member < 12; member++) if (next() < 0.8) lines.push(`p${cell}-${call},m${cell}-${member},c${lines.length},${at + Math.floor(next() * 45)}`);
    }
  }
  return `${lines.join('\n')}\n`;
}
