import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { newNonce, NONCE_PLACEHOLDER, securityHeaders } from './content-security.ts';

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.png': 'image/png',
};

export interface PageResponse {
  readonly status: 200 | 404 | 405;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/**
 * The built page as a fixed map from address path to file: what is not in the map does not exist, so no
 * path arithmetic can leave the folder.
 *
 * @param folder `dist/renderer`
 * @returns the answer to one request of the page, GET only
 */
export function pageFiles(folder: string): (method: string, pathname: string) => PageResponse {
  const known = new Map<string, string>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    known.set(`/${path.relative(folder, file).split(path.sep).join('/')}`, file);
  }
  return (method, pathname) => {
    const nonce = newNonce();
    const headers = { ...securityHeaders(nonce), 'content-type': 'text/plain; charset=utf-8' };
    if (method !== 'GET') return { status: 405, headers, body: Buffer.alloc(0) };
    const file = known.get(pathname === '/' ? '/index.html' : pathname);
    if (file === undefined) return { status: 404, headers, body: Buffer.alloc(0) };
    headers['content-type'] = MEDIA_TYPES[path.extname(file)] ?? 'application/octet-stream';
    const bytes = readFileSync(file);
    const body = file.endsWith('.html')
      ? Buffer.from(bytes.toString('utf8').replaceAll(NONCE_PLACEHOLDER, nonce), 'utf8')
      : bytes;
    return { status: 200, headers, body };
  };
}
