import type { OutboxEntry, Receipt } from '../../../shared/bridge/outbox.ts';

/** The receipt of a deposit that was received. @throws where it stands elsewhere */
export function receiptOf({ status }: OutboxEntry): Receipt & { readonly uniqueId: string } {
  if (status.status !== 'received') throw new Error(JSON.stringify(status));
  const { uniqueId } = status.receipt;
  if (uniqueId === null) throw new Error('the receipt of no document');
  return { ...status.receipt, uniqueId };
}
