import { cp } from 'node:fs/promises';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import type { EnvironmentOptions, Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { userGuide } from './renderer/build/user-guide.ts';

const root = import.meta.dirname;
const at = (relative: string): string => path.resolve(root, relative);

/** Packages that carry native code or read files beside themselves: loaded from node_modules, also when packaged. */
const external = ['electron', 'better-sqlite3', 'keytar', 'pdfkit', 'fontkit', /^node:/];

function nodeProcess(entry: string, outDir: string, format: 'es' | 'cjs' = 'es'): EnvironmentOptions {
  return {
    consumer: 'server',
    resolve: { noExternal: true, external: [], conditions: ['node', 'import', 'module', 'default'] },
    build: {
      outDir: at(outDir),
      emptyOutDir: true,
      target: 'node24',
      minify: false,
      sourcemap: true,
      ssr: true,
      copyPublicDir: false,
      rolldownOptions: {
        input: { [path.basename(entry, '.ts')]: at(entry) },
        external,
        output: {
          format,
          entryFileNames: format === 'cjs' ? '[name].cjs' : '[name].js',
          chunkFileNames: '[name].js',
          // What a process needs now and then is a file of its own, read when it is needed.
          codeSplitting: format === 'es',
        },
      },
    },
  };
}

/** A script that the Chromium host puts into a page before any of its own: one classic script a window. */
const injectedScript = (name: string): EnvironmentOptions => ({
  consumer: 'client',
  build: {
    outDir: at(`dist/${name}`),
    emptyOutDir: true,
    target: 'chrome146',
    copyPublicDir: false,
    minify: true,
    rolldownOptions: {
      input: { [name]: at(`electron/hosts/chromium/${name}.ts`) },
      output: { format: 'iife', entryFileNames: '[name].js', codeSplitting: false },
    },
  },
});

/** pdf.js asks for its fonts and character maps by address: they are served from our own origin. */
const pdfAssets: Plugin = {
  name: 'pdf-assets',
  applyToEnvironment: (environment) => environment.name === 'client',
  async writeBundle() {
    for (const folder of ['standard_fonts', 'cmaps', 'iccs']) {
      await cp(at(`node_modules/pdfjs-dist/${folder}`), at(`dist/renderer/pdfjs/${folder}`), {
        recursive: true,
      });
    }
    // JPEG 2000 and JBIG2 without WebAssembly, which the page's policy does not allow.
    for (const decoder of ['openjpeg', 'jbig2']) {
      const file = `wasm/${decoder}_nowasm_fallback.js`;
      await cp(at(`node_modules/pdfjs-dist/${file}`), at(`dist/renderer/pdfjs/${file}`));
    }
  },
};

export default defineConfig({
  root: at('renderer'),
  base: './',
  cacheDir: at('node_modules/.vite'),
  plugins: [react(), pdfAssets, userGuide(at('docs/guide-utilisateur.md'))],
  worker: { format: 'es' },
  build: {
    outDir: at('dist/renderer'),
    emptyOutDir: true,
    target: 'chrome146',
    sourcemap: false,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2000,
  },
  environments: {
    client: {
      build: {
        // The professional's page, and the patient's: what they share is loaded by both, nothing else is.
        rolldownOptions: { input: { index: at('renderer/index.html'), space: at('renderer/space.html') } },
      },
    },
    pageClient: injectedScript('page-client'),
    spacePageClient: injectedScript('space-page-client'),
    main: nodeProcess('electron/main.ts', 'dist/main'),
    preload: nodeProcess('electron/preload.ts', 'dist/preload', 'cjs'),
    spacePreload: nodeProcess('electron/space-preload.ts', 'dist/space-preload', 'cjs'),
    chromium: nodeProcess('electron/hosts/chromium/main.ts', 'dist/chromium'),
    front: nodeProcess('electron/hosts/chromium/front.ts', 'dist/front'),
    workstation: nodeProcess('electron/workstation/process.ts', 'dist/workstation'),
    space: nodeProcess('electron/space/process.ts', 'dist/space'),
    service: nodeProcess('electron/service/main.ts', 'dist/service'),
  },
  builder: {
    async buildApp(builder) {
      for (const environment of Object.values(builder.environments)) await builder.build(environment);
    },
  },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          root,
          environment: 'node',
          include: ['test/**/*.test.ts'],
          exclude: ['test/renderer/**', 'test/e2e/**'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'renderer',
          root,
          environment: 'happy-dom',
          include: ['test/renderer/**/*.test.{ts,tsx}'],
        },
      },
    ],
  },
});
