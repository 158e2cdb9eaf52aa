import type { InsRef, PatientIdentity } from '../../../shared/bridge/identity.ts';
import type { DocumentSummary } from '../../../shared/bridge/record.ts';
import type { Bridge } from '../../platform/bridge.ts';

export interface DocumentActsProps {
  readonly bridge: Bridge;
  readonly patient: PatientIdentity;
  readonly summary: DocumentSummary;
  /** A médecin traitant may mask, unmask, archive and restore what others wrote. */
  readonly treatingDoctor?: boolean;
  /** The document changed: its new summary, or null when it left the list. */
  readonly onChanged: (ins: InsRef, uniqueId: string, document: DocumentSummary | null) => void;
  /** The summary shown is out of date: ask for the list again. */
  readonly onStale?: () => void;
  /** Opens the deposit with `replaces`; without it the act is not offered. */
  readonly onReplace?: (summary: DocumentSummary) => void;
}

export function DocumentActs({ summary }: DocumentActsProps) {
  return <span>{summary.status}</span>;
}
