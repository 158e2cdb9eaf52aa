import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { InsRef } from '../../shared/bridge/identity.ts';
import type { Contact, SpaceNotice } from '../../shared/bridge/space/notices.ts';
import { MUTABLE_NOTICES } from '../../shared/bridge/space/notices.ts';
import { CODE_SYSTEM_BASE } from '../../shared/fhir/systems.ts';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import { z } from '../../shared/schema/zod.ts';
import { readJson, search } from './bundle.ts';
import type { ServiceClient } from './client.ts';
import { tokenParam } from './client.ts';
import { callOperation, textValues } from './operation.ts';

const Instant = z.iso.datetime({ offset: true });
const NoticeResource = z.object({
  resourceType: z.literal('Communication'),
  id: z.string(),
  topic: z.object({ coding: z.array(z.object({ code: z.string() })).min(1), text: z.string() }),
  sent: Instant,
  received: Instant.optional(),
  payload: z.array(z.object({ contentString: z.string() })).min(1),
});
const ReportResource = z.object({
  resourceType: z.literal('Communication'),
  about: z.array(z.object({ reference: z.string() })).min(1),
});
const ContactAnswer = z.object({
  parameter: z.array(z.object({ name: z.string(), valueString: z.string() })),
});

const NONE = 'none';
const JSON_BODY = { 'content-type': 'application/fhir+json' };

/** What the holder was told, newest first. */
export async function noticesOf(
  client: ServiceClient,
  ins: InsRef,
): Promise<Result<SpaceNotice[], FailureCode>> {
  const page = await search(
    client,
    `Communication?patient.identifier=${tokenParam(ins)}&category=notification`,
    {
      resourceType: 'Communication',
      schema: NoticeResource,
      thing: 'notice',
    },
  );
  if (!page.ok) return page;
  return ok(
    page.value.found.map(({ id, topic, sent, received, payload }) => ({
      id,
      subject: topic.text,
      text: payload[0]?.contentString ?? '',
      sentAt: sent,
      isRead: received !== undefined,
    })),
  );
}

/** All that this person sees have been read. */
export async function markNoticesRead(client: ServiceClient): Promise<Result<null, FailureCode>> {
  const answer = await client.fhir({ method: 'POST', path: 'Communication/$mark-read' });
  return answer.ok ? ok(null) : answer;
}

/** The address to which mails go, and those that are not wanted; what is not given stays as it is. */
export async function contactOf(
  client: ServiceClient,
  change: Partial<Contact>,
): Promise<Result<Contact, FailureCode>> {
  const values = textValues({
    ...(change.email === undefined ? {} : { email: change.email ?? NONE }),
    ...(change.muted === undefined ? {} : { muted: change.muted.join(' ') || NONE }),
  });
  const answer = await callOperation(client, 'Patient/$contact', values);
  if (!answer.ok) return answer;
  const json = readJson(answer.value);
  const read = json.ok ? ContactAnswer.safeParse(json.value) : undefined;
  if (read?.success !== true) return err('INTERNAL');
  const value = (name: string): string =>
    read.data.parameter.find((each) => each.name === name)?.valueString ?? NONE;
  const muted = value('muted').split(' ');
  return ok({
    email: value('email') === NONE ? null : value('email'),
    muted: MUTABLE_NOTICES.filter((notice) => muted.includes(notice)),
  });
}

/** Accesses that this person reported, by the identifiers of their lines. */
export async function reportedAccesses(
  client: ServiceClient,
  ins: InsRef,
): Promise<Result<string[], FailureCode>> {
  const page = await search(client, `Communication?patient.identifier=${tokenParam(ins)}&category=report`, {
    resourceType: 'Communication',
    schema: ReportResource,
    thing: 'notice',
  });
  if (!page.ok) return page;
  return ok(page.value.found.map(({ about }) => about[0]?.reference.replace('AuditEvent/', '') ?? ''));
}

/** Reports an access for review, with what is strange about it. */
export async function reportAccess(
  client: ServiceClient,
  ins: InsRef,
  access: string,
  text: string,
): Promise<Result<null, FailureCode>> {
  const answer = await client.fhir({
    method: 'POST',
    path: 'Communication',
    headers: JSON_BODY,
    body: JSON.stringify({
      resourceType: 'Communication',
      status: 'completed',
      category: [{ coding: [{ system: `${CODE_SYSTEM_BASE}dmp-communication-category`, code: 'report' }] }],
      subject: { identifier: ins },
      about: [{ reference: `AuditEvent/${access}` }],
      payload: [{ contentString: text }],
    }),
  });
  return answer.ok ? ok(null) : answer;
}
