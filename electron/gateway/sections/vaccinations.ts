import type { FailureCode } from '../../../shared/bridge/failure.ts';
import type { InsRef } from '../../../shared/bridge/identity.ts';
import type { Section, Vaccination } from '../../../shared/bridge/sections.ts';
import { FactDate } from '../../../shared/bridge/sections.ts';
import type { aimReader } from '../../../shared/clinical/vaccines.ts';
import type { Result } from '../../../shared/result.ts';
import { ok } from '../../../shared/result.ts';
import { z } from '../../../shared/schema/zod.ts';
import type { ServiceClient } from '../client.ts';
import {
  allEntries,
  codeOf,
  Concept,
  entryHead,
  Hand,
  Notes,
  notesOf,
  wordsOf,
  writerOf,
} from './entries.ts';
import { isEmptyList, sectionOf } from './outcome.ts';

const Immunization = z.object({
  ...entryHead,
  resourceType: z.literal('Immunization'),
  status: z.string(),
  vaccineCode: Concept,
  occurrenceDateTime: FactDate,
  lotNumber: z.string().optional(),
  expirationDate: FactDate.optional(),
  manufacturer: z.object({ display: z.string().optional() }).optional(),
  site: Concept.optional(),
  route: Concept.optional(),
  performer: z.array(z.object({ actor: Hand })).optional(),
  note: Notes,
  protocolApplied: z
    .array(
      z.object({
        targetDisease: z.array(Concept).optional(),
        doseNumberPositiveInt: z.int().optional(),
        seriesDosesPositiveInt: z.int().optional(),
      }),
    )
    .optional(),
});
type Immunization = z.infer<typeof Immunization>;

export interface VaccinationReading {
  readonly client: ServiceClient;
  readonly ins: InsRef;
  /** Professional who asks; null on the patient's side, which corrects nothing here. */
  readonly self: string | null;
  readonly aimOf: ReturnType<typeof aimReader>;
  readonly now: number;
}

/** The vaccination notebook (TD of the space: `GET Immunization`), newest first. */
export async function readVaccinations(
  reading: VaccinationReading,
): Promise<Result<Section<Vaccination[]>, FailureCode>> {
  const { client, ins, now } = reading;
  const found = await allEntries(client, ins, 'Immunization', Immunization);
  const vaccinations = found.ok
    ? ok(
        found.value
          .filter(({ status }) => status === 'completed')
          .map((each) => vaccinationOf(each, reading)),
      )
    : found;
  return sectionOf(vaccinations, isEmptyList, now);
}

function vaccinationOf(received: Immunization, { self, aimOf }: VaccinationReading): Vaccination {
  const { vaccineCode, performer, protocolApplied: protocols = [] } = received;
  const code = codeOf(vaccineCode);
  const words = protocols.flatMap(({ targetDisease = [] }) =>
    targetDisease.flatMap((each) => wordsOf(each) ?? []),
  );
  const aim = aimOf(code, words);
  const by = writerOf(performer?.[0]?.actor);
  return {
    id: received.id,
    version: received.meta.versionId,
    code,
    name: wordsOf(vaccineCode) ?? '',
    diseases: [...aim.known],
    otherDiseases: [...aim.other],
    date: received.occurrenceDateTime,
    lot: received.lotNumber ?? null,
    expires: received.expirationDate ?? null,
    manufacturer: received.manufacturer?.display ?? null,
    site: wordsOf(received.site),
    route: wordsOf(received.route),
    dose: protocols[0]?.doseNumberPositiveInt ?? null,
    doses: protocols[0]?.seriesDosesPositiveInt ?? null,
    note: notesOf(received.note),
    performer: by,
    own: by.side === 'professional' && self !== null && by.id === self,
  };
}
