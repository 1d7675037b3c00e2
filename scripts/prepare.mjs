// `npm ci` runs this: builds everything, so that `npx claque` works at once. Says in one sentence what is wrong where it cannot.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = new URL('../', import.meta.url);
const present = (path) => existsSync(new URL(path, root));
/** All that a build is made of. */
const SOURCES = ['apps/', 'libs/', 'test/', 'scripts/', 'package.json', 'package-lock.json', 'nest-cli.json', 'tsconfig.json', '.swcrc'];
if (Number.parseInt(process.versions.node, 10) < 24) {
  console.error(`claque: this is Node ${process.versions.node}; Node 24 comes with \`npm ci\`, but not with \`npm ci --ignore-scripts\`.`);
  process.exit(1);
}
if (!present('node_modules/@nestjs/cli')) {
  console.log('claque: installed without development packages; nothing is built here.');
  process.exit(0);
}
const run = (program, ...args) => {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: root, encoding: 'utf8', shell: process.platform === 'win32' });
  if (status === 0) return;
  process.stderr.write(`${stdout}${stderr}`);
  console.error(`claque: the build failed in \`${[program, ...args].join(' ')}\` (above).`);
  process.exit(1);
};
// `npx claque` runs `prepare`, too, in a clone that it has not seen: what is built and up to date is left, since processes may be running from it.
const BUILT = 'dist/.built';
if (process.env.npm_lifecycle_event === 'prepare' && present(BUILT) && present('dist/apps/cli/src/main.js') && present('dist/apps/dashboard/index.html') && newest(SOURCES) < statSync(new URL(BUILT, root)).mtimeMs) process.exit(0);
run('nest', 'build');
await joinModules();
if (present('apps/dashboard/index.html')) run('vite', 'build', 'apps/dashboard', '--logLevel', 'warn');
writeFileSync(new URL(BUILT, root), '');

/** When one of these, or what is in them, was last changed; a folder changes with what comes and goes. */
function newest(paths) {
  return Math.max(0, ...paths.filter(present).map((path) => {
    // When it was laid down counts, too: archives and copies keep the time at which it was written.
    const { mtimeMs, ctimeMs } = statSync(new URL(path, root));
    const changed = Math.max(mtimeMs, ctimeMs);
    return path.endsWith('/') ? Math.max(changed, newest(readdirSync(new URL(path, root), { withFileTypes: true }).map((entry) => `${path}${entry.name}${entry.isDirectory() ? '/' : ''}`))) : changed;
  }));
}

/**
 * The modules that `claque coordinate` loads are joined into a few files, in the place of their entries: finding and linking eighty of them costs more than
 * a hundred thousand rows (docs/decisions/0300). Other verbs and errors, which are told apart by their class, stay modules of their own.
 */
async function joinModules() {
  const { rolldown } = await import('rolldown');
  const cli = fileURLToPath(new URL('dist/apps/cli/src', root));
  const entries = ['main', 'work/coordinate', 'work/coordinate/second-thread-entry'];
  // What importing one of these loads of Node costs 4 to 9 ms; commander asks for each, and uses the first for subcommands in files of their own, of which we have none.
  const instead = {
    'node:child_process': 'export default {};',
    'node:process': 'export default process;',
    'node:util': "export const stripVTControlCharacters = (text) => process.getBuiltinModule('node:util').stripVTControlCharacters(text);",
  };
  const light = {
    name: 'light-builtins',
    resolveId: (id, from) => (Object.hasOwn(instead, id) && /[/\\]node_modules[/\\]commander[/\\]/.test(from ?? '') ? `\0${id}` : null),
    load: (id) => instead[id.slice(1)] ?? null,
  };
  const apart = /[/\\](?:core[/\\]src[/\\]errors|verbs[/\\](?!index|coordinate)[a-z-]+)[.]js$/;
  const bundle = await rolldown({ input: Object.fromEntries(entries.map((name) => [name, join(cli, `${name}.js`)])), platform: 'node', plugins: [light], makeAbsoluteExternalsRelative: true, external: (id, _from, isResolved) => isResolved && apart.test(id) });
  await bundle.write({ dir: cli, format: 'esm', chunkFileNames: 'joined/[name].js', sourcemap: true });
}
