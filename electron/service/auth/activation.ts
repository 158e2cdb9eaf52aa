import { createHash, randomInt } from 'node:crypto';
import { compactMatricule } from '../../../shared/identity/ins.ts';
import { z } from '../../../shared/schema/zod.ts';
import type { ServiceContext } from '../context.ts';
import type { Answer } from '../http/answer.ts';
import { json } from '../http/answer.ts';
import type { Exchange, Outcome } from '../http/exchange.ts';
import { invalid } from '../http/refusal.ts';
import { activationMail } from '../../../shared/notices/wording.ts';
import type { RecordRow } from '../storage/records.ts';
import { hashPassword } from './password.ts';
import { openPatientSession } from './patient-sign-in.ts';
import type { Throttle } from './throttle.ts';

const CODE_MINUTES = 10;
const CODE_TRIES = 5;

export const ActivationStart = z.strictObject({
  nir: z.string().min(1).max(32),
  cardSerial: z.string().min(1).max(64),
});

export const ActivationConfirm = z.strictObject({
  nir: z.string().min(1).max(32),
  code: z.string().max(32),
  password: z.string().min(8).max(256),
});

/**
 * Sends a code to the person whose Vitale card this is. The answer is the same whoever asks (C6 of the
 * wire): it tells neither who has a record nor who activated his space.
 */
export function startActivation(
  exchange: Exchange,
  throttle: Throttle,
  { nir, cardSerial }: z.infer<typeof ActivationStart>,
): Answer {
  const { context, now } = exchange;
  const record = personOf(context, nir);
  exchange.attempt({ action: 'startActivation', record });
  const subject = `activation ${nir}`;
  const mayStart =
    record !== undefined &&
    record.card_serial === cardSerial &&
    record.activated_at === null &&
    throttle.wait(subject, now) === 0;
  if (mayStart && record.email !== null) {
    throttle.fail(subject, now);
    const code = String(randomInt(1_000_000)).padStart(6, '0');
    context.stores.records.startActivation(record.id, {
      code: codeHash(code),
      until: now + CODE_MINUTES * 60_000,
      tries_left: CODE_TRIES,
    });
    context.stores.mails.add({
      address: record.email,
      ...activationMail(code),
      notice: 'patient:activation',
      ins: record.ins,
    });
  }
  return json(202, {});
}

/** What confirming takes long for: the password is stretched before the transaction. */
export async function stretchPassword({ password }: z.infer<typeof ActivationConfirm>): Promise<string> {
  return hashPassword(password);
}

/** Activates the space and signs its holder in. Each wrong code costs a try, durably. */
export function confirmActivation(
  exchange: Exchange,
  { nir, code }: z.infer<typeof ActivationConfirm>,
  password: string,
): Outcome {
  const { context, now } = exchange;
  const { records } = context.stores;
  const record = personOf(context, nir);
  exchange.attempt({ action: 'confirmActivation', record });
  const activation = record === undefined ? undefined : records.activation(record.id);
  if (record === undefined || activation === undefined) return invalid('code');
  if (activation.until <= now || activation.tries_left <= 0) return invalid('code');
  if (activation.code !== codeHash(code)) {
    records.spendTry(record.id);
    return invalid('code');
  }
  records.endActivation(record.id);
  records.activate(record.id, now, password);
  return openPatientSession(exchange, record, record);
}

/** The person of a matricule, in any usual grouping. */
function personOf(context: ServiceContext, nir: string): RecordRow | undefined {
  return context.stores.records.byMatricule(compactMatricule(nir));
}

function codeHash(code: string): string {
  return createHash('sha256').update(code.trim()).digest('hex');
}
