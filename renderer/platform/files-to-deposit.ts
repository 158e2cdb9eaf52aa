import type { InsRef } from '../../shared/bridge/identity.ts';
import type { Bridge } from './bridge.ts';
import { openDraft, type Draft, type DraftBridge } from './drafts.ts';

/**
 * Files that somebody decided to deposit when he sent them with a message. They are kept before the message is, so
 * that whatever ends the page between the two leaves both: the message to be sent, and the files to be deposited.
 */
export type FilesToDepositBridge = DraftBridge & Pick<Bridge, 'drafts.list'>;

const KIND = 'deposit.file';
/** By the file itself: it goes from hand to hand as one object, until its deposit is the queue's. */
const kept = new WeakMap<File, Draft>();

const prefixOf = ({ system, value }: InsRef): string => `${system}|${value}|`;

/** Keeps files in the store, durably once this ends. */
export async function keepToDeposit(
  bridge: FilesToDepositBridge,
  ins: InsRef,
  files: readonly File[],
): Promise<void> {
  for (const file of files) {
    const about = `${prefixOf(ins)}${crypto.randomUUID()}`;
    const bytes = new Uint8Array(await file.arrayBuffer());
    const name = file.name.slice(-255);
    const answer = await bridge['drafts.keep']({ kind: KIND, about, text: file.type, file: { name, bytes } });
    // What the store did not take is deposited from the page alone.
    if (answer.ok) kept.set(file, openDraft(bridge, KIND, about));
  }
}

/** The files that wait for their deposit in this record, in the order in which they came. */
export async function filesToDeposit(bridge: FilesToDepositBridge, ins: InsRef): Promise<readonly File[]> {
  const listed = await bridge['drafts.list']({ kind: KIND });
  const names = (listed.ok ? listed.value.drafts : []).filter(({ about }) => about.startsWith(prefixOf(ins)));
  const found = await Promise.all(
    names.toReversed().map(async ({ about }) => {
      const draft = openDraft(bridge, KIND, about);
      const read = await draft.read();
      if (read?.file == null) return [];
      const file = new File([new Uint8Array(read.file.bytes)], read.file.name, { type: read.text });
      kept.set(file, draft);
      return [file];
    }),
  );
  return found.flat();
}

/** They were deposited, or given up. A file that never waited is none of this. */
export function forgetToDeposit(files: readonly File[]): void {
  for (const file of files) kept.get(file)?.drop();
}
