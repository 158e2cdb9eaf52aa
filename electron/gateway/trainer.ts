import type { FailureCode } from '../../shared/bridge/failure.ts';
import { InsRef, IsoDate } from '../../shared/bridge/identity.ts';
import type { DemoPerson } from '../../shared/bridge/space/session.ts';
import type { SentMail } from '../../shared/bridge/space/trainer.ts';
import { SentMail as SentMailSchema } from '../../shared/bridge/space/trainer.ts';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import { z } from '../../shared/schema/zod.ts';
import { readJson } from './bundle.ts';
import type { Connection, WireAnswer } from './connection.ts';
import { operate } from './operator.ts';

const People = z.object({
  password: z.string(),
  people: z.array(
    z.object({
      ins: InsRef,
      family: z.string(),
      given: z.string(),
      birthDate: IsoDate,
      gender: z.enum(['female', 'male']),
      cardSerial: z.string(),
      representatives: z.array(InsRef),
    }),
  ),
});
const Mails = z.object({ mails: z.array(SentMailSchema) });
const Review = z.object({
  alerts: z.array(
    z.object({
      professional: z.object({ id: z.string(), name: z.string() }),
      day: IsoDate,
      score: z.int(),
      reasons: z.array(z.object({ code: z.string(), why: z.string(), patients: z.array(InsRef) })),
    }),
  ),
});
const Reports = z.object({
  reports: z.array(
    z.object({
      id: z.string(),
      at: z.iso.datetime({ offset: true }),
      /** The bare matricule. */
      patient: z.string(),
      text: z.string(),
      access: z
        .object({
          at: z.iso.datetime({ offset: true }),
          action: z.string(),
          outcome: z.string(),
          agents: z.array(z.object({ name: z.string() })),
        })
        .optional(),
    }),
  ),
});
export type JournalAlert = z.infer<typeof Review>['alerts'][number];
export type JournalReport = z.infer<typeof Reports>['reports'][number];
const Status = z.object({ now: z.iso.datetime({ offset: true }) });

/** What a trainer does with the embedded service, as its operator. */
export interface Trainer {
  /** The fictitious people, and the password that they share. */
  people(): Promise<Result<{ people: DemoPerson[]; password: string }, FailureCode>>;
  mails(): Promise<Result<SentMail[], FailureCode>>;
  /** The professionals' days that ask to be looked at, the highest score first. */
  alerts(): Promise<Result<readonly JournalAlert[], FailureCode>>;
  /** The accesses that patients reported, newest first. */
  reports(): Promise<Result<readonly JournalReport[], FailureCode>>;
  /** The service's time. */
  now(): Promise<Result<string, FailureCode>>;
  /** Puts the service's clock forward. */
  advance(ms: number): Promise<Result<string, FailureCode>>;
}

export function trainerOf(connection: Connection, secret: string): Trainer {
  const read = async <S extends z.ZodType>(
    path: string,
    schema: S,
    body?: object,
  ): Promise<Result<z.output<S>, FailureCode>> => {
    const answer = await operate(connection, secret, {
      path,
      ...(body === undefined
        ? { method: 'GET' as const }
        : {
            method: 'POST' as const,
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(body),
          }),
    });
    return answer.ok ? parsed(answer.value, schema) : answer;
  };

  return {
    people: async () => {
      const known = await read('people', People);
      if (!known.ok) return known;
      const { people, password } = known.value;
      return ok({
        password,
        people: people.map(({ family, given, ...person }) => ({
          ...person,
          familyName: family,
          givenName: given,
        })),
      });
    },
    mails: async () => {
      const sent = await read('mails', Mails);
      return sent.ok ? ok(sent.value.mails) : sent;
    },
    alerts: async () => {
      const review = await read('review', Review);
      return review.ok ? ok(review.value.alerts) : review;
    },
    reports: async () => {
      const known = await read('reports', Reports);
      return known.ok ? ok(known.value.reports) : known;
    },
    now: async () => {
      const status = await read('status', Status);
      return status.ok ? ok(status.value.now) : status;
    },
    advance: async (ms) => {
      const status = await read('clock', Status, { advanceMs: ms });
      return status.ok ? ok(status.value.now) : status;
    },
  };
}

function parsed<S extends z.ZodType>(answer: WireAnswer, schema: S): Result<z.output<S>, FailureCode> {
  const json = readJson(answer);
  if (!json.ok) return json;
  const value = schema.safeParse(json.value);
  return value.success ? ok(value.data) : err('INTERNAL');
}
