import type { InsRef } from '../../../shared/bridge/identity.ts';
import type { DocumentSummary } from '../../../shared/bridge/record.ts';
import { openDraft, type Draft, type DraftBridge, type DraftsBridge } from '../../platform/drafts.ts';
import { filesToDeposit } from '../../platform/files-to-deposit.ts';
import type { DepositForm } from './form.ts';

/** A deposit that was being prepared when its author left: the file, what he had typed, what it takes the place of. */
export interface KeptDeposit {
  readonly file: File;
  /** null: its deposit was decided, and not begun. */
  readonly form: DepositForm | null;
  /** What is to be deposited after it. */
  readonly further: readonly File[];
  readonly replaces: DocumentSummary | null;
  /** null: it was not begun. */
  readonly keptAt: string | null;
}

/** The one deposit that may be under way in a record. */
export const depositDraft = (bridge: DraftBridge, ins: InsRef): Draft =>
  openDraft(bridge, 'deposit', `${ins.system}|${ins.value}`);

export const keptText = (form: DepositForm, replaces: DocumentSummary | undefined): string =>
  JSON.stringify({ form, replaces: replaces ?? null });

/** The deposit that waits in this record; null: none. */
export async function readKeptDeposit(bridge: DraftsBridge, ins: InsRef): Promise<KeptDeposit | null> {
  const [kept, waiting] = await Promise.all([depositDraft(bridge, ins).read(), filesToDeposit(bridge, ins)]);
  if (kept?.file == null) {
    const [file, ...further] = waiting;
    if (file === undefined) return null;
    return { file, form: null, further, replaces: null, keptAt: null };
  }
  // Written by `keptText` of this very page, and by nobody else.
  const { form, replaces } = JSON.parse(kept.text) as {
    readonly form: DepositForm;
    readonly replaces: DocumentSummary | null;
  };
  const { name, bytes } = kept.file;
  // The one that was begun is among those that wait until its deposit is the queue's.
  const begun = waiting.find((file) => file.name === name && file.size === bytes.length);
  const file = begun ?? new File([new Uint8Array(bytes)], name);
  return { file, form, further: waiting.filter((each) => each !== begun), replaces, keptAt: kept.keptAt };
}
