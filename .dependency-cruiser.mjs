/** The three layers and their direction (docs/architecture.md); each rule was seen to fail once. */
export default {
  forbidden: [
    {
      name: 'shared-is-pure',
      comment: 'shared imports nothing of ours outside, no Node module, no resource',
      severity: 'error',
      from: { path: '^shared/' },
      to: { pathNot: '^(shared/|node_modules/)' },
    },
    {
      name: 'shared-packages',
      comment: 'shared may use pure packages only',
      severity: 'error',
      from: { path: '^shared/' },
      to: {
        path: '^node_modules/',
        pathNot: '^node_modules/(zod|saxes|xmlchars|temporal-polyfill|rfc6902)/',
      },
    },
    {
      name: 'renderer-and-electron-apart',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: '^(electron|test)/' },
    },
    {
      name: 'electron-and-renderer-apart',
      severity: 'error',
      from: { path: '^electron/' },
      to: { path: '^(renderer|test)/' },
    },
    {
      name: 'features-apart',
      comment: 'a feature never imports another: app/ composes them',
      severity: 'error',
      from: { path: '^renderer/features/([^/]+)/' },
      to: { path: '^renderer/(features/(?!$1/)|app/)' },
    },
    {
      name: 'ui-below-features',
      severity: 'error',
      from: { path: '^renderer/(ui|i18n|platform)/' },
      to: { path: '^renderer/(features|app)/' },
    },
    {
      name: 'only-store-opens-databases',
      severity: 'error',
      from: { path: '^(electron|renderer|shared)/', pathNot: '^electron/store/' },
      to: { path: '^node_modules/better-sqlite3/' },
    },
    {
      name: 'only-electron-host-imports-electron',
      severity: 'error',
      from: {
        path: '^electron/',
        pathNot: '^electron/(main|preload|space-preload)\\.ts$|^electron/hosts/electron/',
      },
      to: { path: '^(electron$|node_modules/electron/)' },
    },
    {
      name: 'only-schema-imports-zod',
      severity: 'error',
      from: { path: '^(electron|renderer|shared)/', pathNot: '^shared/schema/' },
      to: { path: '^node_modules/zod/' },
    },
    {
      name: 'service-and-workstation-apart',
      comment: 'two processes that meet on the wire only',
      severity: 'error',
      from: { path: '^electron/(workstation|space|gateway|session|vault|outbox)/' },
      to: { path: '^electron/service/' },
    },
    {
      name: 'service-knows-no-workstation',
      severity: 'error',
      from: { path: '^electron/service/' },
      to: { path: '^electron/(workstation|space|gateway|session|vault|outbox|hosts)/' },
    },
    {
      name: 'space-knows-no-professional',
      comment: "the process of the patient's space holds nothing of the post: no keys, no store, no use case",
      severity: 'error',
      from: { path: '^electron/space/' },
      to: { path: '^electron/(workstation|vault|store|outbox|search)/' },
    },
    {
      name: 'windows-apart',
      comment: "the professional's page and the patient's share components, never state or calls",
      severity: 'error',
      from: { path: '^renderer/(app/|features/|main)' },
      to: { path: '^renderer/space/' },
    },
    {
      name: 'space-page-apart',
      comment: "of the professional's features the patient's page takes the viewer of documents alone",
      severity: 'error',
      from: { path: '^renderer/space/' },
      to: { path: '^renderer/(app/|features/(?!viewer/))' },
    },
    { name: 'no-cycle', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-unresolved',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '\\?|^virtual:|^electron$' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'electron/tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.css$|\\.woff2$' },
    enhancedResolveOptions: {
      conditionNames: ['import', 'module', 'node', 'default'],
      exportsFields: ['exports'],
    },
  },
};
