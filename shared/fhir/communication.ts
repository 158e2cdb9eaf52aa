import { z } from '../schema/zod.ts';
import { CodeableConcept, codeOf, FhirString, FullIdentifier, Id, Meta, Reference } from './datatypes.ts';
import { CODE_SYSTEM_BASE } from './systems.ts';

const CATEGORY_SYSTEM = `${CODE_SYSTEM_BASE}dmp-communication-category`;
const NOTICE_SYSTEM = `${CODE_SYSTEM_BASE}dmp-notice`;

export type CommunicationCategory = 'notification' | 'report';

/** A Communication as this interface answers it. */
export interface CommunicationResource {
  readonly resourceType: 'Communication';
  readonly id: string;
}

interface NoticeSheet {
  readonly id: string;
  readonly patient: { readonly system: string; readonly value: string };
  readonly notice: string;
  readonly subject: string;
  readonly text: string;
  /** ISO instants. */
  readonly sent: string;
  readonly readAt: string | null;
}

/** Something that the holder of a record was told (our own category `notification`). */
export function noticeResource(sheet: NoticeSheet): CommunicationResource {
  const resource = {
    ...head(sheet.id, 'notification', sheet.patient),
    topic: { coding: [{ system: NOTICE_SYSTEM, code: sheet.notice }], text: sheet.subject },
    sent: sheet.sent,
    ...(sheet.readAt === null ? {} : { received: sheet.readAt }),
    payload: [{ contentString: sheet.text }],
  };
  return resource;
}

interface ReportSheet {
  readonly id: string;
  readonly patient: { readonly system: string; readonly value: string };
  /** Identifier of the AuditEvent that it is about. */
  readonly access: string;
  readonly text: string;
  readonly sent: string;
}

/** An access that somebody found strange (our own category `report`). */
export function reportResource(sheet: ReportSheet): CommunicationResource {
  const resource = {
    ...head(sheet.id, 'report', sheet.patient),
    about: [{ reference: `AuditEvent/${sheet.access}` }],
    sent: sheet.sent,
    payload: [{ contentString: sheet.text }],
  };
  return resource;
}

function head(id: string, category: CommunicationCategory, identifier: { system: string; value: string }) {
  return {
    resourceType: 'Communication',
    id,
    status: 'completed',
    category: [{ coding: [{ system: CATEGORY_SYSTEM, code: category }] }],
    subject: { identifier },
  } as const;
}

const REPORTED = /^AuditEvent\/([0-9a-f]{32})$/;

/** A report as it is accepted: about one trace, in at most a thousand characters. */
export const ReportBody = z.strictObject({
  resourceType: z.literal('Communication'),
  id: Id.optional(),
  meta: Meta.optional(),
  status: z.literal('completed'),
  category: z
    .tuple([CodeableConcept])
    .refine(([category]) => codeOf(category)?.code === 'report', { error: 'not a report' }),
  subject: Reference.extend({ identifier: FullIdentifier }),
  about: z.tuple([Reference.extend({ reference: z.string().regex(REPORTED) })]),
  payload: z.tuple([z.strictObject({ contentString: FhirString.max(1_000) })]),
});

/** Identifier of the AuditEvent that a report is about. */
export const reportedAccess = ({ about: [{ reference }] }: z.infer<typeof ReportBody>): string =>
  REPORTED.exec(reference)?.[1] ?? '';

/** The category that a search names, by its code or as `system|code`. */
export function categoryOf(text: string | undefined): CommunicationCategory | undefined {
  const [code, system = CATEGORY_SYSTEM] = (text ?? '').split('|').reverse();
  if (system !== CATEGORY_SYSTEM) return undefined;
  return code === 'notification' || code === 'report' ? code : undefined;
}
