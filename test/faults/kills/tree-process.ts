/**
 * The application without its window, to be killed as a whole: the embedded service in a process of its own
 * and the workstation in this one. Confirms what an earlier life left, then deposits until it is ended. Tells on
 * standard output, one JSON line each, what it acknowledges: the ledger that is kept outside of it.
 *
 *     node tree-process.ts FOLDER FIRST deposit|early|drain
 *
 * `early` acknowledges before anything was committed: the fault that the harness must see. `drain` deposits
 * nothing, and ends when nothing waits any more.
 */
import { spawn } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from '../../../shared/schema/zod.ts';
import { fileKeychain } from '../../electron/outbox/file-keychain.ts';
import { minimalPdf } from '../../electron/workstation/minimal-pdf.ts';
import { openPost } from '../../electron/workstation/post.ts';

const Ready = z.object({ socket: z.string(), cards: z.string() });
const Demo = z.object({
  pin: z.string(),
  cards: z.record(z.string(), z.string()),
  patients: z.record(z.string(), z.object({ ins: z.string(), system: z.string() })),
});

const [folder = '', first = '0', task = 'deposit'] = process.argv.slice(2);
const tell = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`);

async function startService(): Promise<z.infer<typeof Ready>> {
  const main = resolve(import.meta.dirname, '../../../electron/service/main.ts');
  const child = spawn(process.execPath, [main, '--data', join(folder, 'service'), '--seed', 'demo'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  process.once('exit', () => child.kill('SIGKILL'));
  let text = '';
  for await (const chunk of child.stdout) {
    text += String(chunk);
    if (text.includes('\n')) break;
  }
  return Ready.parse(JSON.parse(text.slice(0, text.indexOf('\n'))));
}

const service = await startService();
const demo = Demo.parse(JSON.parse(readFileSync(join(folder, 'service', 'demo.json'), 'utf8')));
const post = await openPost(
  { socketPath: service.socket, cardsDir: service.cards, practiceList: '' },
  {
    dataDir: join(folder, 'post'),
    practiceList: null,
    keychain: fileKeychain(join(folder, 'keychain')),
  },
);
await post.signIn(demo.cards['doctor'] ?? '', demo.pin);
tell({ usable: true });

const titles = new Map<string, string>();
post.workstation.onEvent((event, payload) => {
  const { actId, step } = payload as { actId?: string; step?: string };
  const title = titles.get(actId ?? '');
  if (event === 'outbox.progress' && step === 'stored' && title !== undefined) tell({ stored: title });
  if (event === 'outbox.progress' && step === 'received' && title !== undefined) tell({ received: title });
});

async function confirmEarlier(): Promise<void> {
  const { entries } = await post.call('outbox.list', {});
  const actIds = entries
    .filter(({ status }) => ['toReview', 'waiting', 'left'].includes(status.status))
    .map(({ actId }) => actId);
  if (actIds.length > 0) await post.call('outbox.release', { actIds });
}

async function deposit(index: number): Promise<void> {
  // Two patients in turn: what lands in the wrong record is seen.
  const patient = demo.patients[index % 2 === 0 ? 'adult' : 'adult2'];
  if (patient === undefined) throw new Error('the demo lacks a patient');
  const ins = { system: patient.system, value: patient.ins };
  const title = `Compte rendu ${index}`;
  const bytes = minimalPdf(title.repeat(1 + (index % 50)));
  tell({ begun: title, ins: ins.value, sha256: createHash('sha256').update(bytes).digest('hex') });
  await post.call('record.open', { ins });
  const draft = await post.call('deposit.prepare', { ins, fileName: 'Compte rendu.pdf', bytes });
  if (draft.status !== 'ready') throw new Error(draft.problem);
  titles.set(draft.draftId, title);
  if (task === 'early') {
    tell({ stored: title });
    // The kill that answers this line falls before the commit, however busy the machine is.
    await new Promise((resume) => setTimeout(resume, 10_000));
  }
  const metadata = {
    title,
    type: '11488-4',
    actDate: '2026-11-20',
    confidentiality: ['N' as const],
    replaces: null,
  };
  await post.call('deposit.send', { draftId: draft.draftId, ins, metadata });
}

/** What is written to a patient is an act like another. */
async function write(index: number): Promise<void> {
  const patient = demo.patients[index % 2 === 0 ? 'adult' : 'adult2'];
  if (patient === undefined) throw new Error('the demo lacks a patient');
  const ins = { system: patient.system, value: patient.ins };
  const text = `Message ${index}`;
  const key = randomUUID();
  titles.set(key, text);
  tell({ written: text, ins: ins.value });
  const message = { ins, threadId: null, answers: null, topic: 'Suivi', text, files: [], key, told: true };
  await post.call('messages.send', message);
}

await confirmEarlier();
if (task === 'drain') {
  for (;;) {
    const { outbox } = await post.call('system.status', {});
    if (outbox.toReview + outbox.waiting === 0) break;
    await confirmEarlier();
  }
  tell({ drained: true });
  await post.close();
  process.exit(0);
}
for (let index = Number(first); ; index += 1) {
  await deposit(index);
  await write(index);
}
