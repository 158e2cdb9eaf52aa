import type { InsRef } from '../../../shared/bridge/identity.ts';
import { z } from '../../../shared/schema/zod.ts';
import { professionalName } from '../auth/caller.ts';
import type { Stores } from '../context.ts';
import type { Answer } from '../http/answer.ts';
import { json } from '../http/answer.ts';
import type { Exchange } from '../http/exchange.ts';
import { refusal } from '../http/refusal.ts';
import { reviewJournal } from '../review/review.ts';
import { whyOf } from '../review/wording.ts';

/** How far back the review looks. */
const DAYS = 90;

/** `GET /operator/review`: whose days ask to be looked at, why and about whom, the highest score first. */
export function readReview(exchange: Exchange): Answer {
  const { context, now } = exchange;
  exchange.attempt({ action: 'operate', detail: { about: 'review' } });
  const alerts = reviewJournal(context.stores, now - DAYS * 86_400_000);
  return json(200, {
    alerts: alerts.map(({ actor, day, score, reasons }) => {
      const professional = context.stores.directory.professional(actor);
      return {
        professional: {
          id: actor,
          name: professional === undefined ? actor : professionalName(professional),
        },
        day,
        score,
        reasons: reasons.map((reason) => ({
          ...reason,
          why: whyOf(reason),
          patients: patientsOf(context.stores, reason.accesses),
        })),
      };
    }),
  });
}

/** Whose records these accesses were about, each once, in the order of the journal. */
function patientsOf({ traces, records }: Stores, accesses: readonly number[]): readonly InsRef[] {
  const ids = new Set(accesses.map((seq) => traces.bySeq(seq)?.record_id ?? null));
  return [...ids].flatMap((id) => {
    const record = id === null ? undefined : records.byId(id);
    return record === undefined ? [] : [{ system: record.system, value: record.ins }];
  });
}

export const FlaggedRecord = z.strictObject({ ins: z.string().min(1).max(32), flagged: z.boolean() });

/** `POST /operator/review/flag`: has the review watch a record, or no longer. It changes no right. */
export function flagRecord(exchange: Exchange, { ins, flagged }: z.infer<typeof FlaggedRecord>): Answer {
  const { records, review } = exchange.context.stores;
  const record = records.byMatricule(ins);
  exchange.attempt({ action: 'operate', record, detail: { about: 'flag', flagged: String(flagged) } });
  if (record === undefined) throw refusal('NOT_FOUND');
  review.flag(record.id, flagged);
  return json(200, { flagged });
}
