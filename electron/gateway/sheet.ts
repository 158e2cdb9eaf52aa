import type { ConfidentialityCode } from '../../shared/access/vocabulary.ts';
import type { DocumentSummary } from '../../shared/bridge/record.ts';
import {
  ARCHIVED_EXTENSION,
  DEPOSITED_EXTENSION,
  MASKED_BY_EXTENSION,
} from '../../shared/fhir/document-reference.ts';
import { isConfidentialityCode } from '../../shared/fhir/security-label.ts';
import { PROFESSIONAL_SYSTEM } from '../../shared/fhir/systems.ts';
import { z } from '../../shared/schema/zod.ts';

/**
 * DocumentReference as it is received: what is needed to show a line and to act on it must be there, all else
 * may be missing or odd. Published examples are.
 */
const Concept = z.object({
  coding: z
    .array(
      z.object({
        system: z.string().optional(),
        code: z.string().optional(),
        display: z.string().optional(),
      }),
    )
    .optional(),
  text: z.string().optional(),
});
const Name = z.object({
  text: z.string().optional(),
  prefix: z.array(z.string()).optional(),
  given: z.array(z.string()).optional(),
  family: z.string().optional(),
});
const Identified = z.object({ system: z.string().optional(), value: z.string().optional() });
const Ref = z.object({
  reference: z.string().optional(),
  identifier: Identified.optional(),
  display: z.string().optional(),
});
const ContainedActor = z.looseObject({
  resourceType: z.string(),
  id: z.string().optional(),
  identifier: z.array(Identified).optional().catch(undefined),
  /** A list of names for a person, one text for a structure. */
  name: z
    .union([z.array(Name), z.string()])
    .optional()
    .catch(undefined),
  qualification: z
    .array(z.object({ code: Concept }))
    .optional()
    .catch(undefined),
  code: z.array(Concept).optional().catch(undefined),
  practitioner: Ref.optional().catch(undefined),
  organization: Ref.optional().catch(undefined),
});
type ContainedActor = z.infer<typeof ContainedActor>;

export const Sheet = z.object({
  resourceType: z.literal('DocumentReference'),
  id: z.string(),
  meta: z.object({ versionId: z.string().optional(), lastUpdated: z.string().optional() }).optional(),
  masterIdentifier: z.object({ system: z.string().optional(), value: z.string().min(1) }),
  status: z.enum(['current', 'superseded', 'entered-in-error']),
  type: Concept.optional(),
  category: z.array(Concept).optional(),
  subject: Ref.optional(),
  date: z.string().optional(),
  author: z.array(Ref).optional(),
  custodian: Ref.optional(),
  securityLabel: z.array(Concept).optional(),
  extension: z
    .array(
      z.looseObject({
        url: z.string(),
        valueBoolean: z.boolean().optional(),
        valueCode: z.string().optional(),
        valueInstant: z.string().optional(),
        valueDateTime: z.string().optional(),
      }),
    )
    .optional(),
  contained: z.array(ContainedActor).optional().catch(undefined),
  content: z
    .array(
      z.object({
        attachment: z.object({
          url: z.string(),
          contentType: z.string().optional(),
          size: z.int().nonnegative().optional(),
          /** SHA-1, base64. */
          hash: z.string().optional(),
          title: z.string().optional(),
        }),
        format: z.object({ code: z.string().optional() }).optional(),
      }),
    )
    .min(1),
  context: z.object({ period: z.object({ start: z.string().optional() }).optional() }).optional(),
});
export type Sheet = z.infer<typeof Sheet>;

/** Labels that the practice's own nomenclature gives; the sheet's own words where it has none. */
export interface Nomenclature {
  readonly typeLabel: (code: string) => string | undefined;
  readonly classLabel: (code: string) => string | undefined;
}

const EPOCH = '1970-01-01T00:00:00Z';

/** The line that the page shows for a sheet. */
export function summaryOf(sheet: Sheet, ownId: string, names: Nomenclature): DocumentSummary {
  const content = sheet.content[0];
  const depositedAt = depositInstantOf(sheet);
  const author = authorOf(sheet);
  return {
    uniqueId: sheet.masterIdentifier.value,
    title: (content?.attachment.title ?? sheet.type?.text ?? '').slice(0, 255),
    type: labelled(sheet.type, names.typeLabel),
    class: labelled(sheet.category?.[0], names.classLabel),
    actDate: instantOf(sheet.context?.period?.start) ?? instantOf(sheet.date) ?? depositedAt,
    depositedAt,
    author: { id: author.id, name: author.name, professionLabel: author.professionLabel },
    structure: structureOf(sheet),
    mediaType: content?.attachment.contentType ?? 'application/octet-stream',
    format: content?.format?.code ?? '',
    size: content?.attachment.size ?? null,
    confidentiality: labelsOf(sheet),
    maskedBy: maskedByOf(sheet),
    status: sheet.status === 'superseded' ? 'superseded' : 'current',
    archived: sheet.extension?.find(({ url }) => url === ARCHIVED_EXTENSION)?.valueBoolean ?? false,
    byPatient: author.byPatient,
    own: author.id === ownId,
    version: versionOf(sheet),
  };
}

/** Codes of confidentiality in the order of the sheet; codes that are not ours are left out. */
export function labelsOf(sheet: Sheet): ConfidentialityCode[] {
  return (sheet.securityLabel ?? [])
    .flatMap((label) => label.coding ?? [])
    .flatMap(({ code }) => (code !== undefined && isConfidentialityCode(code) ? [code] : []));
}

/** Version to name in a change; 0 where the sheet has none. */
export function versionOf(sheet: Sheet): number {
  const version = Number(sheet.meta?.versionId);
  return Number.isSafeInteger(version) ? version : 0;
}

/** Deposit of the first version, from which the clock of an announcement runs. */
export function depositInstantOf(sheet: Sheet): string {
  return instantOf(depositOf(sheet)) ?? instantOf(sheet.meta?.lastUpdated) ?? EPOCH;
}

function depositOf(sheet: Sheet): string | undefined {
  const extension = sheet.extension?.find(({ url }) => url === DEPOSITED_EXTENSION);
  return extension?.valueInstant ?? extension?.valueDateTime;
}

function maskedByOf(sheet: Sheet): 'patient' | 'professional' | null {
  const code = sheet.extension?.find(({ url }) => url === MASKED_BY_EXTENSION)?.valueCode;
  return code === 'patient' || code === 'professional' ? code : null;
}

function labelled(
  concept: Sheet['type'],
  labelFor: (code: string) => string | undefined,
): { code: string; label: string } {
  const coding = concept?.coding?.find(({ code }) => code !== undefined);
  const code = coding?.code ?? '';
  return { code, label: labelFor(code) ?? coding?.display ?? concept?.text ?? code };
}

interface Author {
  readonly id: string | null;
  readonly name: string;
  readonly professionLabel: string | null;
  readonly byPatient: boolean;
}

function authorOf(sheet: Sheet): Author {
  const reference = sheet.author?.[0];
  const actor = containedOf(sheet, reference?.reference);
  const role = actor?.resourceType === 'PractitionerRole' ? actor : undefined;
  const person = role === undefined ? actor : containedOf(sheet, role.practitioner?.reference);
  const identifiers = [...(person?.identifier ?? []), reference?.identifier, role?.practitioner?.identifier];
  const id = identifiers.find((identifier) => identifier?.system === PROFESSIONAL_SYSTEM)?.value ?? null;
  const profession = person?.qualification?.[0]?.code ?? role?.code?.[0];
  return {
    id,
    name: nameOf(person) ?? reference?.display ?? role?.practitioner?.display ?? '',
    professionLabel: profession?.coding?.[0]?.display ?? profession?.text ?? null,
    byPatient: person?.resourceType === 'Patient',
  };
}

function structureOf(sheet: Sheet): string | null {
  const custodian = containedOf(sheet, sheet.custodian?.reference);
  const organization =
    custodian ?? sheet.contained?.find(({ resourceType }) => resourceType === 'Organization');
  return sheet.custodian?.display ?? (typeof organization?.name === 'string' ? organization.name : null);
}

function containedOf(sheet: Sheet, reference: string | undefined): ContainedActor | undefined {
  if (reference?.startsWith('#') !== true) return undefined;
  return sheet.contained?.find(({ id }) => id === reference.slice(1));
}

function nameOf(person: ContainedActor | undefined): string | undefined {
  const name = Array.isArray(person?.name) ? person.name[0] : undefined;
  if (name === undefined) return undefined;
  if (name.text !== undefined) return name.text;
  return [...(name.prefix ?? []), ...(name.given ?? []).slice(0, 1), name.family].filter(Boolean).join(' ');
}

/** FHIR allows a bare day where the bridge asks for an instant: it is then the first one of that day, in UTC. */
function instantOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  if (z.iso.datetime({ offset: true }).safeParse(text).success) return text;
  const day = /^\d{4}-\d{2}-\d{2}/.exec(text)?.[0];
  return day === undefined ? undefined : `${day}T00:00:00Z`;
}
