import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from '../../../../shared/schema/zod.ts';
import type { TestedService } from '../documents/service.ts';
import { startTestedService } from '../documents/service.ts';
import type { MailSink } from './mail-sink.ts';
import { openMailSink } from './mail-sink.ts';

const MailFile = z.object({ to: z.string(), subject: z.string(), text: z.string() });
const Deliveries = z.strictObject({
  counts: z.strictObject({ waiting: z.int(), sent: z.int(), refused: z.int() }),
  refused: z.array(z.unknown()),
  waiting: z.array(z.unknown()),
});

let service: TestedService;
let sink: MailSink;
beforeAll(async () => {
  [service, sink] = await Promise.all([startTestedService(), openMailSink()]);
});
afterAll(async () => {
  await service.stop();
  await sink.close();
});

function configure(mail: object): void {
  writeFileSync(join(service.dataDir, 'mail.json'), JSON.stringify(mail));
}
const files = (): readonly z.infer<typeof MailFile>[] =>
  readdirSync(join(service.dataDir, 'mail'))
    .toSorted((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10))
    .map((name) => MailFile.parse(JSON.parse(readFileSync(join(service.dataDir, 'mail', name), 'utf8'))));
const deliveries = async () => Deliveries.parse((await service.operate('GET', 'deliveries')).json);

describe('a service with a mail server', () => {
  it('sends nothing of before it was there, and everything from then on, as its files say', async () => {
    await service.consent('doctor', 'adult');
    expect(files()).toHaveLength(1);
    configure({ host: '127.0.0.1', port: sink.port, tls: 'none', from: 'espace@service.example' });
    await service.restart();
    await service.consent('nurse', 'adult2');
    await expect.poll(() => sink.received.length).toBe(1);
    const { to, subject, text } = sink.received[0] ?? {};
    expect({ to, subject, text }).toEqual(files()[1]);
    await expect.poll(async () => (await deliveries()).counts).toEqual({ waiting: 0, sent: 1, refused: 0 });
  });

  it('tells its operator what is stuck, and nobody whom it is for', async () => {
    configure({ host: '127.0.0.1', port: 1, tls: 'none', from: 'espace@service.example' });
    await service.restart();
    await service.consent('midwife', 'adult2');
    await expect.poll(async () => (await deliveries()).waiting).toHaveLength(1);
    const answer = await service.operate('GET', 'deliveries');
    const { to, subject } = files().at(-1) ?? { to: '', subject: '' };
    expect(to).not.toBe('');
    for (const secret of [to, subject, service.patient('adult2').ins]) {
      expect(answer.bytes.toString()).not.toContain(secret);
    }
    expect((await deliveries()).waiting[0]).toMatchObject({ notice: 'patient:rights', mail: 3 });
  });

  it('does not start on settings that are wrong, and says which', () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'mail-'));
    const mail = { host: 'smtp.exemple.fr', port: 25, tls: 'none', from: 'a@b.fr' };
    writeFileSync(join(dataDir, 'mail.json'), JSON.stringify(mail));
    const main = resolve(import.meta.dirname, '../../../../electron/service/main.ts');
    const { status, stderr } = spawnSync(process.execPath, [main, '--data', dataDir, '--port', '0']);
    expect(status).toBe(1);
    expect(stderr.toString()).toContain('mail.json');
  });
});
