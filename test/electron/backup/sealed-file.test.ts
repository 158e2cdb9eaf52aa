import { describe, expect, it } from 'vitest';
import { sealBackup, unsealBackup } from '../../../electron/backup/sealed-file.ts';

const COST = { iterations: 1, memorySize: 8_192, parallelism: 1 };
const secret = (text: string): Buffer => Buffer.from(text, 'utf8');
const PHRASE = 'une phrase assez longue';

describe('a sealed backup', () => {
  it('opens with its passphrase, for its professional, and says nothing of what it holds', async () => {
    const text = JSON.stringify({ nom: 'Élise MOREAU', ins: '280024410990063' });
    const sealed = await sealBackup(text, secret(PHRASE), '899700218896', COST);
    expect(await unsealBackup(sealed, secret(PHRASE), '899700218896')).toEqual({ ok: true, value: text });
    for (const word of ['MOREAU', '280024410990063', '899700218896']) {
      expect(sealed.includes(word)).toBe(false);
    }
  });

  it('opens to no other passphrase, no other professional, and to no altered byte', async () => {
    const sealed = await sealBackup('{}', secret(PHRASE), 'a', COST);
    expect(await unsealBackup(sealed, secret(`${PHRASE}!`), 'a')).toEqual({ ok: false, error: 'NOT_OPENED' });
    expect(await unsealBackup(sealed, secret(PHRASE), 'b')).toEqual({ ok: false, error: 'NOT_OPENED' });
    const opened: number[] = [];
    for (let at = 0; at < sealed.length; at += 7) {
      const altered = Buffer.from(sealed);
      altered.writeUInt8(altered.readUInt8(at) ^ 1, at);
      if ((await unsealBackup(altered, secret(PHRASE), 'a')).ok) opened.push(at);
    }
    expect(opened).toEqual([]);
  });

  it('is known from a file that is none', async () => {
    for (const bytes of [
      Buffer.alloc(0),
      Buffer.from('PK\u0003\u0004'),
      Buffer.from('{}\n'),
      Buffer.alloc(5000),
    ]) {
      expect(await unsealBackup(bytes, secret(PHRASE), 'a')).toEqual({ ok: false, error: 'NOT_A_BACKUP' });
    }
  });
});
