import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readMailServer } from '../../../../electron/service/notices/mail-server.ts';

const dir = mkdtempSync(join(tmpdir(), 'mail-server-'));
const path = join(dir, 'mail.json');
const whole = {
  host: 'smtp.exemple.fr',
  port: 587,
  tls: 'starttls',
  from: 'Mon espace santé <ne-pas-repondre@exemple.fr>',
};
function read(file: unknown) {
  writeFileSync(path, typeof file === 'string' ? file : JSON.stringify(file));
  return readMailServer(path);
}

describe('the settings of the mail server', () => {
  it('need not be there', () => {
    expect(readMailServer(join(dir, 'other.json'))).toEqual({ ok: true, value: null });
  });

  it('are whole, or the service does not start', () => {
    expect(read(whole).ok).toBe(true);
    for (const wrong of [
      '{',
      { ...whole, host: '' },
      { ...whole, port: 0 },
      { ...whole, tls: 'maybe' },
      { ...whole, from: 'personne' },
      { ...whole, from: 'x <a@b.fr>\r\nBcc: c@d.fr' },
      { ...whole, password: 'here' },
      { ...whole, retryAfterSeconds: [] },
    ]) {
      expect(read(wrong)).toMatchObject({
        ok: false,
        error: expect.stringMatching(/^mail\.json: /) as string,
      });
    }
  });

  it('let nothing go unprotected over a network', () => {
    expect(read({ ...whole, tls: 'none' })).toMatchObject({ ok: false });
    expect(read({ ...whole, tls: 'none', host: '127.0.0.1' }).ok).toBe(true);
  });

  it('take the password from a file that its owner alone reads', () => {
    const secret = join(dir, 'secret');
    writeFileSync(secret, 's3cret\n', { mode: 0o644 });
    chmodSync(secret, 0o644);
    const withSecret = { ...whole, user: 'poste', secretFile: 'secret' };
    expect(read(withSecret)).toMatchObject({ ok: false });
    chmodSync(secret, 0o600);
    expect(read(withSecret)).toMatchObject({
      ok: true,
      value: { login: { user: 'poste', password: 's3cret' } },
    });
    expect(read({ ...whole, user: 'poste' })).toMatchObject({ ok: false });
    expect(read({ ...withSecret, secretFile: 'absent' })).toMatchObject({ ok: false });
  });
});
