/**
 * A workstation in a process of its own, to be killed: signs in and does one thing, telling on standard
 * output what happened, one JSON line each.
 *
 *     node post-process.ts deposit|recover '{"socketPath":…}'
 */
import { z } from '../../../shared/schema/zod.ts';
import { minimalPdf } from '../workstation/minimal-pdf.ts';
import { openPost } from '../workstation/post.ts';
import { fileKeychain } from './file-keychain.ts';

const Settings = z.object({
  socketPath: z.string(),
  cardsDir: z.string(),
  dataDir: z.string(),
  keychainFile: z.string(),
  cardId: z.string(),
  pin: z.string(),
  ins: z.object({ system: z.string(), value: z.string() }),
  title: z.string(),
  /** Of the document, so that it is as large as it is meant to be. */
  unusedBytes: z.int(),
});

const tell = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`);
const task = process.argv[2];
const settings = Settings.parse(JSON.parse(process.argv[3] ?? ''));
const { ins, title } = settings;

const post = await openPost(
  { ...settings, practiceList: '' },
  { dataDir: settings.dataDir, practiceList: null, keychain: fileKeychain(settings.keychainFile) },
);
post.workstation.onEvent((event, payload) => {
  if (event === 'outbox.progress') tell({ progress: (payload as { step: string }).step });
});
const session = await post.signIn(settings.cardId, settings.pin);
tell({ session: session.status });

if (task === 'deposit') {
  await post.call('record.open', { ins });
  const draft = await post.call('deposit.prepare', {
    ins,
    fileName: 'Compte rendu.pdf',
    bytes: minimalPdf(title, settings.unusedBytes),
  });
  if (draft.status !== 'ready') throw new Error(draft.problem);
  const entry = await post.call('deposit.send', {
    draftId: draft.draftId,
    ins,
    metadata: {
      title,
      type: '11488-4',
      actDate: '2026-11-20',
      confidentiality: ['N'],
      replaces: null,
    },
  });
  tell({ entry: entry.status.status });
} else {
  // What is left from the session that was killed waits for its author's word, and leaves with it.
  const left = await post.call('outbox.list', {});
  tell({ toReview: left.entries.map(({ status }) => status) });
  await post.call('outbox.release', { actIds: left.entries.map(({ actId }) => actId) });
  for (;;) {
    const { entries } = await post.call('outbox.list', {});
    if (entries.every(({ status }) => status.status === 'received')) {
      tell({ outbox: entries.map(({ status }) => status.status) });
      break;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await post.call('record.open', { ins });
  await post.call('consent.declare', { ins, basis: 'CARE_TEAM', form: 'ORAL', confirmed: true });
  const page = await post.call('record.documents', {
    ins,
    since: null,
    includeSuperseded: true,
    cursor: null,
  });
  tell({ found: page.documents.filter((document) => document.title === title).length });
}
await post.close();
