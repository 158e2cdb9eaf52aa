import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const root = path.resolve(import.meta.dirname, '../../..');
const require = createRequire(import.meta.url);
const configuration = (): Record<string, unknown> =>
  parse(readFileSync(path.join(root, 'electron-builder.yml'), 'utf8')) as Record<string, unknown>;

function schemaErrors(subject: unknown): unknown[] {
  const file = path.join(path.dirname(require.resolve('app-builder-lib/package.json')), 'scheme.json');
  const schema = JSON.parse(readFileSync(file, 'utf8')) as object;
  const validate = new Ajv({ strict: false, allowUnionTypes: true }).compile(schema);
  validate(subject);
  return validate.errors ?? [];
}

describe('electron-builder.yml', () => {
  it('is valid against the schema of electron-builder itself', () => {
    expect(schemaErrors(configuration())).toEqual([]);
  });

  it('would be refused with a key that electron-builder does not know', () => {
    expect(schemaErrors({ ...configuration(), unknownKey: true })).not.toEqual([]);
  });

  it('turns every dangerous fuse off and every protective one on', () => {
    expect(configuration().electronFuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    });
  });

  it('targets Windows, macOS and Linux', () => {
    const { win, mac, linux } = configuration() as Record<string, { target: string[] }>;
    expect([win?.target, mac?.target, linux?.target]).toEqual([['nsis'], ['dmg'], ['AppImage', 'deb']]);
  });
});
