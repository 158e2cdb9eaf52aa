import type { PatientDenyReason } from '../../../shared/access/patient.ts';
import type { Reason } from './reasons.ts';
import { REASONS } from './reasons.ts';

/** What the journal keeps: beside the reasons that leave, those that never do. */
export type TracedReason = Reason | PatientDenyReason;

/**
 * An attempt that ends with a reason. It is thrown, because it has to undo whatever the attempt had begun
 * to write; the exchange that catches it traces it and answers it (`http/exchange.ts`).
 */
export class Refusal extends Error {
  /** What the caller is told. */
  readonly reason: Reason;
  readonly status: number;
  /** The precise reason, for the trace; the caller may be told less. */
  readonly traced: TracedReason;
  /** What is wrong with the form of the request: a path and a code, never a value. */
  readonly detail: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  /** What was asked for is there, and the caller must not know it. */
  readonly hides: boolean;

  constructor(reason: Reason, more: RefusalDetails) {
    super(reason);
    this.name = 'Refusal';
    this.reason = reason;
    this.status = more.status ?? REASONS[reason].status;
    this.traced = more.traced ?? reason;
    this.detail = more.detail;
    this.headers = more.headers ?? {};
    this.hides = more.hides ?? false;
  }
}

export interface RefusalDetails {
  readonly status?: number;
  readonly traced?: TracedReason;
  readonly detail?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly hides?: boolean;
}

/** The refusal to throw for a reason. */
export function refusal(reason: Reason, more: RefusalDetails = {}): Refusal {
  return new Refusal(reason, more);
}

/**
 * The refusal that hides: the caller gets exactly the answer of an identifier that was never given out,
 * the trace keeps the precise reason (docs/rules.md 2, "Hidden").
 */
export function hidden(traced: TracedReason): Refusal {
  return new Refusal('NOT_FOUND', { traced, hides: true });
}

/** 400: the form of the request is wrong; `detail` names the path or the parameter, never its value. */
export function invalid(detail: string): Refusal {
  return new Refusal('INVALID', { detail });
}
