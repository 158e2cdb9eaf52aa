import type { FailureCode } from '../../../shared/bridge/failure.ts';
import type { InsRef } from '../../../shared/bridge/identity.ts';
import type { Contact, ContactKind, Entourage, Section } from '../../../shared/bridge/sections.ts';
import { FactDate } from '../../../shared/bridge/sections.ts';
import { CONSENT_CATEGORY_SYSTEM } from '../../../shared/fhir/consent.ts';
import { LOINC_SYSTEM } from '../../../shared/fhir/systems.ts';
import type { Result } from '../../../shared/result.ts';
import { ok } from '../../../shared/result.ts';
import { z } from '../../../shared/schema/zod.ts';
import { search } from '../bundle.ts';
import type { ServiceClient } from '../client.ts';
import { tokenParam } from '../client.ts';
import { codeOf, Concept } from './entries.ts';
import { sectionOf } from './outcome.ts';

const RelatedPerson = z.object({
  resourceType: z.literal('RelatedPerson'),
  id: z.string(),
  relationship: z.array(Concept).min(1),
  name: z.array(z.object({ family: z.string(), given: z.array(z.string()).optional() })).min(1),
  telecom: z.array(z.object({ system: z.string().optional(), value: z.string().optional() })).optional(),
  address: z
    .array(
      z.object({
        text: z.string().optional(),
        line: z.array(z.string()).optional(),
        postalCode: z.string().optional(),
        city: z.string().optional(),
      }),
    )
    .optional(),
});
type RelatedPerson = z.infer<typeof RelatedPerson>;

const Wish = z.object({
  resourceType: z.literal('Consent'),
  id: z.string(),
  dateTime: FactDate,
  sourceReference: z.object({ display: z.string().optional() }).optional(),
  provision: z.object({ type: z.enum(['permit', 'deny']) }).optional(),
});

/** Category of the directives, and of what becomes of the organs (D7 of the wire). */
export const DIRECTIVES = { system: LOINC_SYSTEM, code: '42348-3' };
export const ORGAN_DONATION = { system: CONSENT_CATEGORY_SYSTEM, code: 'organ-donation' };

/**
 * Whom to call, whom the patient trusts, who helps him, and his wishes: one decision for all of them
 * (docs/rules.md 2, `readWishes`).
 */
export async function readEntourage(
  client: ServiceClient,
  ins: InsRef,
  now: number,
): Promise<Result<Section<Entourage>, FailureCode>> {
  const people = await search(client, `RelatedPerson?patient.identifier=${tokenParam(ins)}`, {
    resourceType: 'RelatedPerson',
    schema: RelatedPerson,
    thing: 'section',
  });
  // Refused once is refused: it is not asked twice more, to be traced twice more.
  if (!people.ok) return sectionOf<Entourage>(people, isEmpty, now);
  const [directives, organs] = await Promise.all([
    wish(client, ins, DIRECTIVES),
    wish(client, ins, ORGAN_DONATION),
  ]);
  if (!directives.ok) return sectionOf<Entourage>(directives, isEmpty, now);
  if (!organs.ok) return sectionOf<Entourage>(organs, isEmpty, now);
  return sectionOf(
    ok({
      contacts: people.value.found.flatMap(contactOf).sort((a, b) => RANK[a.kind] - RANK[b.kind]),
      directives:
        directives.value === null
          ? null
          : {
              id: directives.value.id,
              statedAt: directives.value.dateTime,
              keptAt: directives.value.sourceReference?.display ?? null,
            },
      organDonation:
        organs.value?.provision === undefined
          ? null
          : {
              id: organs.value.id,
              statedAt: organs.value.dateTime,
              donates: organs.value.provision.type === 'permit',
            },
    }),
    isEmpty,
    now,
  );
}

const RANK: Readonly<Record<ContactKind, number>> = {
  trusted: 0,
  emergency: 1,
  kin: 2,
  representative: 3,
  carer: 4,
};

const isEmpty = ({ contacts, directives, organDonation }: Entourage): boolean =>
  contacts.length === 0 && directives === null && organDonation === null;

async function wish(
  client: ServiceClient,
  ins: InsRef,
  category: { readonly system: string; readonly code: string },
): Promise<Result<z.infer<typeof Wish> | null, FailureCode>> {
  const page = await search(
    client,
    `Consent?category=${tokenParam({ system: category.system, value: category.code })}&patient.identifier=${tokenParam(ins)}`,
    { resourceType: 'Consent', schema: Wish, thing: 'section' },
  );
  return page.ok ? ok(page.value.found[0] ?? null) : page;
}

const KINDS: ReadonlyMap<string, ContactKind> = new Map([
  ['trusted', 'trusted'],
  ['C', 'emergency'],
  ['N', 'kin'],
  ['carer', 'carer'],
  ['representative', 'representative'],
]);

function contactOf({ id, relationship, name, telecom = [], address = [] }: RelatedPerson): Contact[] {
  const kind = KINDS.get(codeOf(relationship[0])?.code ?? '');
  if (kind === undefined) return [];
  const by = (system: string): string[] =>
    telecom.filter((each) => each.system === system).flatMap(({ value }) => value ?? []);
  const lives = address[0];
  return [
    {
      id,
      kind,
      name: [name[0]?.given?.[0], name[0]?.family].filter(Boolean).join(' '),
      relation: relationship[1]?.text ?? relationship[0]?.text ?? null,
      phones: by('phone'),
      emails: by('email'),
      address:
        lives === undefined
          ? null
          : (lives.text ??
            [...(lives.line ?? []), [lives.postalCode, lives.city].filter(Boolean).join(' ')].join(', ')),
    },
  ];
}
