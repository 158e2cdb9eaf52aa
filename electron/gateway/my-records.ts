import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { InsRef } from '../../shared/bridge/identity.ts';
import type { RecordNews } from '../../shared/bridge/my-records.ts';
import type { Result } from '../../shared/result.ts';
import { ok } from '../../shared/result.ts';
import { z } from '../../shared/schema/zod.ts';
import { search } from './bundle.ts';
import type { ServiceClient } from './client.ts';
import { tokenParam } from './client.ts';
import type { NationalPatient } from './patient.ts';
import { patientsIn } from './patient.ts';
import type { OwnDeclaration } from './rights.ts';
import { declarationsIn } from './rights.ts';

/** A record on which the professional has, or had, a right. */
export interface OwnRecord {
  readonly patient: NationalPatient;
  readonly right: OwnDeclaration;
}

/** Every record on which the professional's right runs or ended by its term (TD0.4), last declared first. */
export async function ownRecords(client: ServiceClient): Promise<Result<readonly OwnRecord[], FailureCode>> {
  const records: OwnRecord[] = [];
  let path: string | undefined = 'Patient?my-records=all&_revinclude=Consent:patient';
  while (path !== undefined) {
    const answer = await client.fhir({ method: 'GET', path });
    if (!answer.ok) return answer;
    const page = patientsIn(client, answer.value);
    if (!page.ok) return page;
    const rights = declarationsIn(client, answer.value);
    if (!rights.ok) return rights;
    const rightOf = new Map(rights.value.map((right) => [`${right.ins.system}|${right.ins.value}`, right]));
    for (const patient of page.value.patients) {
      const { system, value } = patient.identity.ins;
      const right = rightOf.get(`${system}|${value}`);
      if (right !== undefined) records.push({ patient, right });
    }
    path = page.value.next;
  }
  return ok(records);
}

const SetResource = z.object({
  resourceType: z.literal('List'),
  date: z.iso.datetime({ offset: true }).optional(),
});

/** What was deposited in a record since a moment, by its submission sets: how many, and when the last. */
export async function newsOf(
  client: ServiceClient,
  ins: InsRef,
  since: string,
): Promise<Result<RecordNews, FailureCode>> {
  const page = await search(
    client,
    `List?patient.identifier=${tokenParam(ins)}&code=submissionset&_lastUpdated=gt${encodeURIComponent(since)}&_count=1`,
    {
      resourceType: 'List',
      schema: SetResource,
      thing: 'sheet',
    },
  );
  if (!page.ok) return page;
  return ok({
    ins,
    submissions: page.value.total,
    newestAt: page.value.found[0]?.date ?? null,
  });
}
