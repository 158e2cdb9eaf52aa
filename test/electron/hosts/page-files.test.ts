import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { PageResponse } from '../../../electron/hosts/page-files.ts';
import { pageFiles } from '../../../electron/hosts/page-files.ts';

let serve: (method: string, pathname: string) => PageResponse;

beforeAll(() => {
  const parent = mkdtempSync(path.join(os.tmpdir(), 'page-files-'));
  writeFileSync(path.join(parent, 'secret.txt'), 'secret');
  const folder = path.join(parent, 'renderer');
  mkdirSync(path.join(folder, 'assets'), { recursive: true });
  writeFileSync(path.join(folder, 'index.html'), '<meta property="csp-nonce" nonce="__CSP_NONCE__">');
  writeFileSync(path.join(folder, 'assets/app.js'), 'void 0');
  serve = pageFiles(folder);
});

describe('the page is served from a fixed map of built files', () => {
  it('answers the page and its assets with their media types', () => {
    expect(serve('GET', '/').headers['content-type']).toBe('text/html; charset=utf-8');
    expect(serve('GET', '/assets/app.js')).toMatchObject({ status: 200 });
  });

  it.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/assets/../../secret.txt',
    '/assets/%00app.js',
    '/assets\\app.js',
    '//etc/passwd',
    '/assets/',
    '/assets',
  ])('knows nothing at %s', (pathname) => {
    expect(serve('GET', pathname)).toMatchObject({ status: 404, body: Buffer.alloc(0) });
  });

  it.each(['POST', 'HEAD', 'PUT', 'OPTIONS'])('refuses %s', (method) => {
    expect(serve(method, '/').status).toBe(405);
  });

  it('gives each answer a nonce of its own, the same in the header and in the page', () => {
    const [first, second] = [serve('GET', '/'), serve('GET', '/')];
    const nonce = /'nonce-([^']+)'/.exec(first.headers['content-security-policy'] ?? '')?.[1];
    expect(nonce).toMatch(/^[A-Za-z0-9+/]{22}==$/);
    expect(first.body.toString('utf8')).toContain(`nonce="${nonce}"`);
    expect(second.headers['content-security-policy']).not.toBe(first.headers['content-security-policy']);
  });

  it('allows no inline script, no eval and no foreign address', () => {
    const policy = serve('GET', '/').headers['content-security-policy'] ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).not.toMatch(/unsafe-|https?:|\*/);
  });
});
