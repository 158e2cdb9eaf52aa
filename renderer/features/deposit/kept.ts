import type { InsRef } from '../../../shared/bridge/identity.ts';
import type { DocumentSummary } from '../../../shared/bridge/record.ts';
import { openDraft, type Draft, type DraftBridge } from '../../platform/drafts.ts';
import type { DepositForm } from './form.ts';

/** A deposit that was being prepared when its author left: the file, what he had typed, what it takes the place of. */
export interface KeptDeposit {
  readonly file: File;
  readonly form: DepositForm;
  readonly replaces: DocumentSummary | null;
  readonly keptAt: string;
}

/** The one deposit that may be under way in a record. */
export const depositDraft = (bridge: DraftBridge, ins: InsRef): Draft =>
  openDraft(bridge, 'deposit', `${ins.system}|${ins.value}`);

export const keptText = (form: DepositForm, replaces: DocumentSummary | undefined): string =>
  JSON.stringify({ form, replaces: replaces ?? null });

/** The deposit that waits in this record; null: none. */
export async function readKeptDeposit(bridge: DraftBridge, ins: InsRef): Promise<KeptDeposit | null> {
  const kept = await depositDraft(bridge, ins).read();
  if (kept?.file == null) return null;
  // Written by `keptText` of this very page, and by nobody else.
  const { form, replaces } = JSON.parse(kept.text) as Pick<KeptDeposit, 'form' | 'replaces'>;
  const file = new File([new Uint8Array(kept.file.bytes)], kept.file.name);
  return { file, form, replaces, keptAt: kept.keptAt };
}
