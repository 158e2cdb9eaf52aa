import type { Result } from '../result.ts';
import { err, ok } from '../result.ts';
import type { AnyOf, DateQuery, Paging, SearchFault, SearchedPatient } from './search-parameters.ts';
import {
  COUNT_DEFAULT,
  dateMatches,
  parseDates,
  parsePaging,
  parsePatient,
  parseTokens,
} from './search-parameters.ts';

/** A search of List, read from its parameters. */
export interface SetSearch extends Paging {
  readonly patient: SearchedPatient;
  /** On the date that a set bears. */
  readonly dates: readonly AnyOf<DateQuery>[];
  /** On the moment when the service received it. */
  readonly received: readonly AnyOf<DateQuery>[];
  /** False when another kind of List, or another status, is asked for: there is none. */
  readonly possible: boolean;
}

/** @param lenient unknown parameters are passed over */
export function parseSetSearch(
  parameters: Iterable<readonly [string, string]>,
  lenient: boolean,
): Result<SetSearch, SearchFault> {
  let patient: SearchedPatient | undefined;
  let paging: Paging = { count: COUNT_DEFAULT, newestFirst: true, total: true };
  let possible = true;
  const dates: AnyOf<DateQuery>[] = [];
  const received: AnyOf<DateQuery>[] = [];
  for (const [name, value] of parameters) {
    const paged = parsePaging(name, value);
    const named = parsePatient(name, value);
    if (paged !== undefined) {
      if (!paged.ok) return paged;
      paging = { ...paging, ...paged.value };
    } else if (named !== undefined) {
      if (!named.ok) return named;
      if (patient !== undefined) return err({ parameter: name });
      patient = named.value;
    } else if (name === 'date' || name === '_lastUpdated') {
      const any = parseDates(value);
      if (any === undefined) return err({ parameter: name });
      (name === 'date' ? dates : received).push(any);
    } else if (name === 'code' || name === 'status') {
      const any = parseTokens(value);
      if (any === undefined) return err({ parameter: name });
      const held = name === 'code' ? 'submissionset' : 'current';
      possible &&= any.some(({ code }) => code === held);
    } else if (!lenient) {
      return err({ parameter: name });
    }
  }
  if (patient === undefined) return err({ parameter: 'patient.identifier' });
  return ok({ ...paging, patient, dates, received, possible });
}

/** Whether a set answers; instants in milliseconds. */
export function answersSetSearch(
  { dates, received, possible }: SetSearch,
  { datedAt, submittedAt }: { readonly datedAt: number; readonly submittedAt: number },
): boolean {
  const span = (at: number) => ({ from: at, to: at + 1 });
  return (
    possible &&
    dates.every((any) => dateMatches(any, span(datedAt))) &&
    received.every((any) => dateMatches(any, span(submittedAt)))
  );
}
