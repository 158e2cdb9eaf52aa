import { mkdtempSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keepsPlainText } from '../../../electron/vault/plain-keyring.ts';
import { missingForPrivateBus, onPrivateBus } from '../../fixtures/private-bus.ts';
import { STATES } from './keychain-states.ts';

const missing = missingForPrivateBus();
if (missing !== undefined) process.stderr.write(`keychain test not run: ${missing}\n`);

describe('the keychain of the machine', () => {
  it.skipIf(missing !== undefined)(
    'is met in each of its states, and each state is told by its name',
    async () => {
      const script = resolve(import.meta.dirname, 'keychain-process.ts');
      expect(await onPrivateBus(script, 60_000)).toEqual(STATES);
    },
    60_000,
  );
});

describe.skipIf(process.platform !== 'linux')('a keyring that keeps its secrets in clear', () => {
  const keyring = (text: string): NodeJS.ProcessEnv => {
    const data = mkdtempSync(join(tmpdir(), 'keyrings-'));
    mkdirSync(join(data, 'keyrings'));
    writeFileSync(join(data, 'keyrings', 'login.keyring'), text);
    return { XDG_DATA_HOME: data };
  };
  const plain = (service: string): string =>
    `[keyring]\ndisplay-name=Login\n\n[2]\nsecret=x\n\n[2:attribute1]\nname=service\nvalue=${service}\n`;

  it('is known by what it wrote of ours', () => {
    expect(keepsPlainText('poste-sante', keyring(plain('poste-sante')))).toBe(true);
  });

  it('is no matter where it keeps other programs’ secrets, or seals its own', () => {
    expect(keepsPlainText('poste-sante', keyring(plain('another')))).toBe(false);
    expect(keepsPlainText('poste-sante', keyring('GnomeKeyring\n\r\0\nvalue=poste-sante\n'))).toBe(false);
    expect(keepsPlainText('poste-sante', { HOME: join(tmpdir(), 'nobody') })).toBe(false);
  });
});
