import type { InsRef } from '../../shared/bridge/identity.ts';
import { draftsAbout, fileOfKept, keptFileOf, openDraft, type Draft, type DraftsBridge } from './drafts.ts';

/**
 * Files that somebody decided to deposit when he sent them with a message. They are kept before the message is, so
 * that whatever ends the page between the two leaves both: the message to be sent, and the files to be deposited.
 */
const KIND = 'deposit.file';
/** By the file itself: it goes from hand to hand as one object, until its deposit is the queue's. */
const kept = new WeakMap<File, Draft>();

const prefixOf = ({ system, value }: InsRef): string => `${system}|${value}|`;

/** Keeps files in the store, durably once this ends. */
export async function keepToDeposit(
  bridge: DraftsBridge,
  ins: InsRef,
  files: readonly File[],
): Promise<void> {
  for (const file of files) {
    const about = `${prefixOf(ins)}${crypto.randomUUID()}`;
    const content = await keptFileOf(file);
    const answer = await bridge['drafts.keep']({ kind: KIND, about, text: file.type, file: content });
    // What the store did not take is deposited from the page alone.
    if (answer.ok) kept.set(file, openDraft(bridge, KIND, about));
  }
}

/** The files that wait for their deposit in this record, in the order in which they came. */
export async function filesToDeposit(bridge: DraftsBridge, ins: InsRef): Promise<readonly File[]> {
  const names = await draftsAbout(bridge, KIND, prefixOf(ins));
  const found = await Promise.all(
    names.map(async (about) => {
      const draft = openDraft(bridge, KIND, about);
      const file = fileOfKept(await draft.read());
      if (file === null) return [];
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
