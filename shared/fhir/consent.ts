import { z } from '../schema/zod.ts';
import {
  CodeableConcept,
  Coding,
  codeOf,
  Extension,
  FhirDateTime,
  FullIdentifier,
  Id,
  Meta,
  Narrative,
  Reference,
} from './datatypes.ts';
import { CODE_SYSTEM_BASE, EXTENSION_BASE } from './systems.ts';

export const CONSENT_CATEGORY_SYSTEM = `${CODE_SYSTEM_BASE}dmp-consent-category`;
const SHARING_SYSTEM = `${CODE_SYSTEM_BASE}dmp-sharing`;
const ACT_REASON = 'http://terminology.hl7.org/CodeSystem/v3-ActReason';
const DMP_PURPOSE = `${CODE_SYSTEM_BASE}dmp-purpose`;
const PARTICIPATION = 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType';
const BASIS = `${EXTENSION_BASE}dmp-consent-basis`;
const FORM = `${EXTENSION_BASE}dmp-consent-form`;
const CONFIRMED = `${EXTENSION_BASE}dmp-confirmed`;

const CONSENT_CATEGORIES = [
  'authorisation',
  'block',
  'switch',
  'sharing',
  'treating-doctor',
  'masking-default',
] as const;
export type ConsentCategory = (typeof CONSENT_CATEGORIES)[number];

const SWITCHES = ['ETREAT', 'BTG', 'MASKED'] as const;
type SwitchCode = (typeof SWITCHES)[number];
const SECTIONS = ['measures', 'care-history'] as const;
type SharedSection = (typeof SECTIONS)[number];

const Actor = z.strictObject({
  role: CodeableConcept,
  reference: Reference.extend({ identifier: FullIdentifier }),
});

/** A Consent as this interface accepts it; what the service sets itself is refused from a client. */
export const ConsentBody = z.strictObject({
  resourceType: z.literal('Consent'),
  id: Id.optional(),
  meta: Meta.optional(),
  text: Narrative.optional(),
  extension: z.array(Extension).min(1).optional(),
  status: z.literal('active'),
  scope: CodeableConcept,
  category: z.tuple([CodeableConcept]),
  patient: Reference.extend({ identifier: FullIdentifier }),
  dateTime: FhirDateTime.optional(),
  policyRule: CodeableConcept.optional(),
  provision: z.strictObject({
    type: z.enum(['permit', 'deny']),
    actor: z.tuple([Actor]).optional(),
    purpose: z.tuple([Coding]).optional(),
    class: z.tuple([Coding]).optional(),
  }),
});
export type ConsentBody = z.infer<typeof ConsentBody>;

interface Identified {
  readonly system: string;
  readonly value: string;
}

/** What a Consent declares, by its category (D1 to D6 of the wire). */
export type Declaration =
  | {
      readonly category: 'authorisation';
      /** Raw: whether they are among the known ones is a rule (docs/rules.md 4). */
      readonly basis: string | undefined;
      readonly form: string | undefined;
      readonly confirmed: boolean;
      readonly actor: Identified | undefined;
    }
  | { readonly category: 'block'; readonly actor: Identified }
  | { readonly category: 'treating-doctor'; readonly actor: Identified; readonly confirmed: boolean }
  | { readonly category: 'switch'; readonly code: SwitchCode; readonly permit: boolean }
  | { readonly category: 'sharing'; readonly code: SharedSection; readonly permit: boolean }
  | { readonly category: 'masking-default'; readonly permit: boolean };

/**
 * Reads what a Consent declares.
 *
 * @returns the path of what contradicts its category
 */
export function declarationOf(body: ConsentBody): Declaration | { readonly fault: string } {
  const { provision } = body;
  const { type, actor } = provision;
  const category = codeOf(body.category[0]);
  if (category?.system !== CONSENT_CATEGORY_SYSTEM) return { fault: 'category[0]' };
  const identifier = actor?.[0].reference.identifier;
  const permit = type === 'permit';
  switch (category.code) {
    case 'authorisation':
      if (!permit) return { fault: 'provision.type' };
      return {
        category: 'authorisation',
        basis: extensionValue(body, BASIS, 'valueCode'),
        form: extensionValue(body, FORM, 'valueCode'),
        confirmed: isConfirmed(body),
        actor: identifier,
      };
    case 'block':
    case 'treating-doctor':
      if (permit !== (category.code === 'treating-doctor')) return { fault: 'provision.type' };
      if (identifier === undefined) return { fault: 'provision.actor' };
      return category.code === 'block'
        ? { category: 'block', actor: identifier }
        : { category: 'treating-doctor', actor: identifier, confirmed: isConfirmed(body) };
    case 'switch': {
      const code = SWITCHES.find((known) => known === provision.purpose?.[0].code);
      const known = code !== undefined && provision.purpose?.[0].system === purposeSystem(code);
      return known ? { category: 'switch', code, permit } : { fault: 'provision.purpose' };
    }
    case 'sharing': {
      const code = SECTIONS.find((known) => known === provision.class?.[0].code);
      const known = code !== undefined && provision.class?.[0].system === SHARING_SYSTEM;
      return known ? { category: 'sharing', code, permit } : { fault: 'provision.class' };
    }
    case 'masking-default':
      return { category: 'masking-default', permit };
    default:
      return { fault: 'category[0]' };
  }
}

const isConfirmed = (body: ConsentBody): boolean => extensionValue(body, CONFIRMED, 'valueBoolean') === true;

function purposeSystem(code: SwitchCode): string {
  return code === 'MASKED' ? DMP_PURPOSE : ACT_REASON;
}

function extensionValue(body: ConsentBody, url: string, member: 'valueCode'): string | undefined;
function extensionValue(body: ConsentBody, url: string, member: 'valueBoolean'): boolean | undefined;
function extensionValue(body: ConsentBody, url: string, member: string): unknown {
  const value = body.extension?.find((extension) => extension.url === url)?.[member];
  return typeof value === 'string' || typeof value === 'boolean' ? value : undefined;
}

/** A right as the service answers it. */
export interface ConsentSheet {
  readonly id: string;
  readonly category: ConsentCategory;
  readonly patient: Identified;
  readonly active: boolean;
  readonly permit: boolean;
  readonly actor: (Identified & { readonly display: string | undefined }) | undefined;
  readonly code: string;
  readonly basis: string | null;
  readonly form: string | null;
  /** ISO instants; a default that nobody declared has no start. */
  readonly start: string | null;
  readonly end: string | null;
}

export interface ConsentResource {
  readonly resourceType: 'Consent';
  readonly id: string;
  readonly status: 'active' | 'inactive';
  readonly category: readonly [
    { readonly coding: readonly [{ readonly system: string; readonly code: string }] },
  ];
}

/** The Consent resource of a right. */
export function consentResource(sheet: ConsentSheet): ConsentResource {
  const extension = [
    ...(sheet.basis === null ? [] : [{ url: BASIS, valueCode: sheet.basis }]),
    ...(sheet.form === null ? [] : [{ url: FORM, valueCode: sheet.form }]),
  ];
  const resource = {
    resourceType: 'Consent',
    id: sheet.id,
    meta: { versionId: '1' },
    ...(extension.length === 0 ? {} : { extension }),
    status: sheet.active ? 'active' : 'inactive',
    scope: {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'patient-privacy' }],
    },
    category: [{ coding: [{ system: CONSENT_CATEGORY_SYSTEM, code: sheet.category }] }],
    patient: { identifier: sheet.patient },
    ...(sheet.start === null ? {} : { dateTime: sheet.start }),
    policyRule: {
      coding: [
        {
          system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode',
          code: sheet.permit ? 'OPTIN' : 'OPTOUT',
        },
      ],
    },
    provision: provisionOf(sheet),
  } as const;
  return resource;
}

function provisionOf({ category, permit, start, end, actor, code }: ConsentSheet): object {
  return {
    type: permit ? 'permit' : 'deny',
    ...(start === null ? {} : { period: { start, ...(end === null ? {} : { end }) } }),
    ...(actor === undefined
      ? {}
      : {
          actor: [
            {
              role: { coding: [{ system: PARTICIPATION, code: 'IRCP' }] },
              reference: {
                identifier: { system: actor.system, value: actor.value },
                ...(actor.display === undefined ? {} : { display: actor.display }),
              },
            },
          ],
        }),
    ...(category === 'switch'
      ? { purpose: [{ system: code === 'MASKED' ? DMP_PURPOSE : ACT_REASON, code }] }
      : {}),
    ...(category === 'sharing' ? { class: [{ system: SHARING_SYSTEM, code }] } : {}),
  };
}
