import { randomBytes } from 'node:crypto';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { build } from 'vite';

const root = path.resolve(import.meta.dirname, '../../..');

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.pdf': 'application/pdf',
};

/** The application's own policy; a peer that cannot live under it is measured without. */
const policy = (nonce: string): string =>
  `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; img-src 'self' blob:; ` +
  "font-src 'self'; connect-src 'self'; worker-src 'self'; object-src 'none'; base-uri 'none'; " +
  "require-trusted-types-for 'script'; trusted-types app-worker";

export interface BenchPage {
  readonly origin: string;
  close(): Promise<void>;
}

/** Builds one page of this folder and serves it with files in memory: under our policy, or without at `/free/`. */
export async function serveBenchPage(
  name: string,
  files: ReadonlyMap<string, Uint8Array>,
): Promise<BenchPage> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'poste-sante-bench-'));
  await build({
    configFile: false,
    root: import.meta.dirname,
    base: './',
    logLevel: 'error',
    plugins: [react()],
    worker: { format: 'es' },
    build: {
      outDir: folder,
      target: 'chrome146',
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 5000,
      rolldownOptions: { input: path.join(import.meta.dirname, `${name}.html`) },
    },
  });
  for (const part of ['standard_fonts', 'cmaps', 'iccs']) {
    await cp(path.join(root, 'node_modules/pdfjs-dist', part), path.join(folder, 'pdfjs', part), {
      recursive: true,
    });
  }

  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://page');
    const isFree = pathname.startsWith('/free/');
    const wanted = isFree ? pathname.slice(6) : pathname.slice(1);
    const held = files.get(wanted);
    const bytes =
      held ?? readFile(path.join(folder, path.normalize(wanted === '' ? `${name}.html` : wanted)));
    Promise.resolve(bytes).then(
      (body) => {
        const nonce = randomBytes(16).toString('base64');
        const type = TYPES[path.extname(wanted === '' ? '.html' : wanted)] ?? 'application/octet-stream';
        response.writeHead(200, {
          'content-type': wanted === '' ? 'text/html; charset=utf-8' : type,
          'content-length': body.length,
          ...(isFree ? {} : { 'content-security-policy': policy(nonce) }),
        });
        response.end(body);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((ready) => {
    server.listen(0, '127.0.0.1', ready);
  });
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${String(port)}`,
    async close() {
      server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
