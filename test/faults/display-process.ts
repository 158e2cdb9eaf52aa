/**
 * A workstation in a process of its own, to be killed while it shows one document after the other. Whatever the
 * page would show is written to a ledger outside, synchronously, at the moment when the page would have it.
 *
 *     node display-process.ts '{"socketPath":…}'
 */
import { openSync, writeSync } from 'node:fs';
import { z } from '../../shared/schema/zod.ts';
import { fileKeychain } from '../electron/outbox/file-keychain.ts';
import { openPost } from '../electron/workstation/post.ts';

const Settings = z.object({
  socketPath: z.string(),
  cardsDir: z.string(),
  dataDir: z.string(),
  keychainFile: z.string(),
  ledger: z.string(),
  cardId: z.string(),
  pin: z.string(),
  ins: z.object({ system: z.string(), value: z.string() }),
});
const settings = Settings.parse(JSON.parse(process.argv[2] ?? ''));
const { ins } = settings;
const ledger = openSync(settings.ledger, 'a');

const post = await openPost(
  { ...settings, practiceList: '' },
  { dataDir: settings.dataDir, practiceList: null, keychain: fileKeychain(settings.keychainFile) },
);
await post.signIn(settings.cardId, settings.pin);
const view = await post.call('record.open', { ins });
if (view.right.status !== 'valid') {
  await post.call('consent.declare', { ins, basis: 'CARE_TEAM', form: 'ORAL', confirmed: true });
}
const page = await post.call('record.documents', {
  ins,
  since: null,
  includeSuperseded: false,
  cursor: null,
});
process.stdout.write('showing\n');
for (;;) {
  for (const { uniqueId } of page.documents) {
    await post.call('document.open', { ins, uniqueId });
    writeSync(ledger, `${uniqueId}\n`);
  }
}
