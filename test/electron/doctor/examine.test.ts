import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { examineClock } from '../../../electron/doctor/clock.ts';
import { examineDisk } from '../../../electron/doctor/disk.ts';
import { examineStore } from '../../../electron/doctor/store.ts';
import { keepFailedStart } from '../../../electron/post/service-start.ts';
import type { ServiceTrouble } from '../../../shared/doctor/service-trouble.ts';
import { followService } from '../../../electron/gateway/service-clock.ts';
import { noKeychain } from '../vault/memory-keychain.ts';
import { openPost } from '../workstation/post.ts';
import type { ServiceProcess } from '../workstation/service-process.ts';
import { startServiceProcess } from '../workstation/service-process.ts';

let service: ServiceProcess;
beforeAll(async () => {
  service = await startServiceProcess();
}, 240_000);
afterAll(() => service.stop());

const codes = (findings: readonly { readonly part: string; readonly code: string }[]) =>
  Object.fromEntries(findings.map(({ part, code }) => [part, code]));

describe('the examination of the post', () => {
  it('goes through every part before anybody signs in, and page by page once the store is open', async () => {
    const post = await openPost(service);
    const before = codes(await post.call('doctor.examine', {}));
    expect(before).toMatchObject({
      disk: 'DISK_SOUND',
      store: 'STORE_NONE',
      keychain: 'KEYCHAIN_READY',
      clock: 'CLOCK_RIGHT',
      service: 'SERVICE_REACHABLE',
      certificates: 'CERTIFICATE_NOT_NEEDED',
      cards: 'CARDS_FOUND',
    });
    await post.signIn(service.card('doctor'), service.pin);
    expect(codes(await post.call('doctor.examine', {}))).toMatchObject({ store: 'STORE_SOUND' });
    await post.close();
    expect(examineStore(post.dataDir, null)).toEqual({ part: 'store', code: 'STORE_SEALED', measure: 1 });
  });

  it('names the keychain, and what follows from its absence', async () => {
    const post = await openPost(service, { keychain: noKeychain });
    await post.signIn(service.card('doctor'), service.pin);
    expect(codes(await post.call('doctor.examine', {}))).toMatchObject({
      keychain: 'KEYCHAIN_ABSENT',
      store: 'STORE_IN_MEMORY',
    });
    await post.close();
  });

  it('names the service that does not answer, and the cards that are not there', async () => {
    const nobody = mkdtempSync(join(tmpdir(), 'nobody-'));
    const post = await openPost({ ...service, socketPath: join(nobody, 'none.sock'), cardsDir: nobody });
    expect(codes(await post.call('doctor.examine', {}))).toMatchObject({
      service: 'SERVICE_UNREACHABLE',
      clock: 'CLOCK_UNKNOWN',
      cards: 'CARDS_NONE',
    });
    await post.close();
  });

  it('leaves nothing behind, and saves a pack in which no patient and no professional is', async () => {
    const post = await openPost(service);
    await post.signIn(service.card('doctor'), service.pin);
    await post.call('record.open', { ins: service.ins('adult') });
    const log = join(post.dataDir, 'logs', 'workstation.log');
    writeFileSync(log, '{"time":"2026-11-20T10:00:00Z","event":"x","name":"Élise MOREAU"}\n', { flag: 'a' });
    writeFileSync(join(post.dataDir, 'Dossier de Mme MOREAU.txt'), '');
    const filesBefore = readdirSync(post.dataDir).toSorted();
    expect(await post.call('doctor.savePack', {})).toEqual({ saved: true });
    expect(readdirSync(post.dataDir).toSorted()).toEqual(filesBefore);
    const [pack] = post.saved;
    const files = unzipSync(pack?.bytes ?? new Uint8Array());
    const text = Object.entries(files)
      .map(([name, bytes]) => `${name} ${new TextDecoder().decode(bytes)}`)
      .join('\n');
    expect(text).toContain('post.started');
    expect(text).toContain('STORE_SOUND');
    for (const secret of ['MOREAU', service.ins('adult').value, service.card('doctor')]) {
      expect(text).not.toContain(secret);
    }
    await post.close();
  });
});

describe('the command on a closed post', () => {
  const HOUR = 3_600_000;
  function closedPost(failed?: { readonly hoursAgo: number; readonly why: ServiceTrouble['why'] }): string {
    const data = mkdtempSync(join(tmpdir(), 'closed-'));
    mkdirSync(join(data, 'post'), { mode: 0o700 });
    if (failed !== undefined) {
      const at = Date.now() - failed.hoursAgo * HOUR;
      keepFailedStart(join(data, 'post'), { at, trouble: { why: failed.why, needs: null } });
    }
    return data;
  }
  const examined = (data: string) =>
    spawnSync(process.execPath, ['electron/doctor/main.ts', `--data=${data}`], { encoding: 'utf8' });

  it('says why the embedded service did not start, as the screen did, with the repair', () => {
    const { stdout, status } = examined(closedPost({ hoursAgo: 1, why: 'keyLost' }));
    expect(stdout).toContain(
      'Service national (en panne) : Le service embarqué ne démarre pas : la clé de ses données manque ou est abîmée.',
    );
    expect(stdout).toContain('→ Remettez le fichier « service.key »');
    expect(stdout).toMatch(/^En panne : .*service national/m);
    expect(status).toBe(1);
  });

  it('says of how many days ago that is, and nothing of the kind where it started', () => {
    expect(examined(closedPost({ hoursAgo: 73, why: 'newer' })).stdout).toContain(
      'Le service embarqué n’a pas démarré il y a 3 jours : ses données ont été écrites par une version plus récente.',
    );
    expect(examined(closedPost()).stdout).toContain(
      'Le service embarqué démarre avec l’application, qui est fermée.',
    );
  });
});

describe('one part', () => {
  it('the store: a folder open to others, a key that is gone, a key that is damaged', () => {
    const folder = mkdtempSync(join(tmpdir(), 'post-'));
    expect(examineStore(folder, null).code).toBe('STORE_NONE');
    const own = join(folder, 'stores', 'a', '1');
    mkdirSync(own, { recursive: true });
    writeFileSync(join(own, 'store.db'), 'x');
    expect(examineStore(folder, null).code).toBe('STORE_KEY_MISSING');
    writeFileSync(join(own, '..', 'keys.json'), '{}');
    expect(examineStore(folder, null).code).toBe('STORE_KEY_DAMAGED');
    chmodSync(folder, 0o755);
    expect(examineStore(folder, null).code).toBe('STORE_OPEN_TO_OTHERS');
  });

  it('the disk: what is written is gone again; a folder that is not there cannot be written', () => {
    const folder = mkdtempSync(join(tmpdir(), 'disk-'));
    expect(examineDisk(folder).code).toBe('DISK_SOUND');
    expect(readdirSync(folder)).toEqual([]);
    rmSync(folder, { recursive: true });
    expect(examineDisk(folder).code).toBe('DISK_NOT_WRITABLE');
    expect(existsSync(folder)).toBe(false);
  });

  it('the clock: ahead of the service by a quarter of an hour', () => {
    const machine = Date.parse('2026-11-20T10:15:00Z');
    const clock = followService(() => machine);
    expect(examineClock(clock).code).toBe('CLOCK_UNKNOWN');
    clock.hear('Fri, 20 Nov 2026 10:00:00 GMT', machine);
    expect(examineClock(clock)).toMatchObject({ code: 'CLOCK_OFF' });
    expect(Math.abs(examineClock(clock).measure ?? 0)).toBeGreaterThan(880);
  });
});
