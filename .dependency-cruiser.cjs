/**
 * Who may import whom (ARCHITECTURE.md, "The house"). An allowed list: what is not written here is forbidden.
 * `#core/x.js` is followed to its TypeScript source, not to dist.
 */
const lib = (name) => `^libs/${name}/src/`;
const packages = '^node_modules/';
const builtin = { dependencyTypes: ['core'] };
/** Node's own modules that touch no socket, disk or process: pure code may use them. */
const pureBuiltin = { path: '^(node:)?(buffer|crypto|string_decoder|util|assert|url|path|zlib)$' };
const only = (...names) => ({ path: `^node_modules/(${names.join('|')})/` });

module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    { name: 'kinds-stand-alone', comment: 'Two kinds never import each other; detectors may ask platforms/index.ts.', severity: 'error',
      from: { path: '^libs/kinds/src/(sources|platforms|detectors)/([^/]+)/' },
      to: { path: '^libs/kinds/src/(sources|platforms|detectors)/[^/]+/', pathNot: '^libs/kinds/src/$1/$2/' } },
    { name: 'bullmq-in-its-room', severity: 'error', from: { pathNot: '^(libs/infra/src/queue/|apps/(api|worker)/|test/)' }, to: { path: '^node_modules/(bullmq|@nestjs/bullmq|ioredis|@bull-board)/' } },
    { name: 'typeorm-in-its-room', severity: 'error', from: { pathNot: '^(libs/infra/src/store/|test/)' }, to: { path: '^node_modules/(typeorm|@nestjs/typeorm)/' } },
    { name: 'nest-in-its-rooms', severity: 'error', from: { pathNot: '^(apps/(api|worker)/|test/)' }, to: { path: '^node_modules/@nestjs/' } },
    { name: 'tests-stay-outside', severity: 'error', from: { pathNot: '(^test/|\\.spec\\.ts$)' }, to: { path: '^test/|\\.spec\\.ts$' } },
    { name: 'unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  allowed: [
    { from: { path: '(^test/|\\.spec\\.ts$)' }, to: {} },
    { from: { path: lib('core') }, to: { path: lib('core') } },
    { from: { path: lib('core') }, to: only('zod', 'yaml', 'graphology', 'graphology-.*', 'tldts', 'ipaddr.js', 'd3-scale', 'd3-shape', '@types/d3-scale', '@types/d3-shape') },
    { from: { path: lib('core') }, to: pureBuiltin },
    { from: { path: lib('kinds') }, to: { path: `${lib('core')}|${lib('kinds')}` } },
    { from: { path: lib('kinds') }, to: { path: packages } },
    { from: { path: lib('kinds') }, to: pureBuiltin },
    { from: { path: lib('infra') }, to: { path: `${lib('core')}|${lib('infra')}` } },
    { from: { path: lib('infra') }, to: { path: packages } },
    { from: { path: lib('infra') }, to: builtin },
    { from: { path: lib('publish') }, to: { path: `${lib('core')}|${lib('publish')}` } },
    { from: { path: lib('publish') }, to: { path: packages } },
    { from: { path: lib('publish') }, to: pureBuiltin },
    { from: { path: lib('pipeline') }, to: { path: '^libs/' } },
    { from: { path: lib('pipeline') }, to: only('zod') },
    { from: { path: lib('pipeline') }, to: builtin },
    { from: { path: '^apps/demo/' }, to: { path: `${lib('core')}|^apps/demo/` } },
    { from: { path: '^apps/demo/' }, to: { path: packages } },
    { from: { path: '^apps/demo/' }, to: builtin },
    { from: { path: '^apps/worker/' }, to: { path: '^libs/|^apps/worker/' } },
    { from: { path: '^apps/worker/' }, to: { path: packages } },
    { from: { path: '^apps/worker/' }, to: builtin },
    { from: { path: '^apps/api/' }, to: { path: `${lib('core')}|${lib('infra')}|^libs/kinds/src/(sources|platforms|detectors)/index\\.ts$|^libs/kinds/src/sources/faults\\.ts$|^libs/pipeline/src/(jobs|watchlist|threads/sheet-pool)\\.ts$|^libs/publish/|^apps/api/` } },
    { from: { path: '^apps/api/' }, to: { path: packages } },
    { from: { path: '^apps/api/' }, to: builtin },
    { from: { path: '^apps/cli/' }, to: { path: '^libs/|^apps/cli/' } },
    { from: { path: '^apps/cli/' }, to: { path: packages } },
    { from: { path: '^apps/cli/' }, to: builtin },
    { from: { path: '^apps/dashboard/' }, to: { path: '^libs/core/src/(contract|charts)/|^libs/core/src/text/fold\\.ts$|^apps/dashboard/' } },
    { from: { path: '^apps/dashboard/' }, to: { path: packages } },
    { from: { path: '^apps/dashboard/' }, to: builtin },
  ],
  allowedSeverity: 'error',
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['source', 'import', 'node', 'default', 'types'] },
  },
};
