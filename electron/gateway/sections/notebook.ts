import scheduleFile from '../../../resources/vaccination/schedule.json' with { type: 'json' };
import vaccinesFile from '../../../resources/vaccination/vaccines.json' with { type: 'json' };
import type { FailureCode } from '../../../shared/bridge/failure.ts';
import type { PatientIdentity } from '../../../shared/bridge/identity.ts';
import type { Section, Vaccination, VaccinationNotebook } from '../../../shared/bridge/sections.ts';
import { vaccineHints, VaccinationSchedule } from '../../../shared/clinical/vaccination-schedule.ts';
import { aimReader, VaccineList } from '../../../shared/clinical/vaccines.ts';
import { localDay } from '../../../shared/identity/calendar.ts';
import type { Result } from '../../../shared/result.ts';
import { ok } from '../../../shared/result.ts';
import type { ServiceClient } from '../client.ts';
import { readVaccinations } from './vaccinations.ts';

const schedule = VaccinationSchedule.parse(scheduleFile);
/** What can be given, by its code. */
export const vaccineList: VaccineList = VaccineList.parse(vaccinesFile);
const aimOf = aimReader(schedule, vaccineList);

export interface NotebookReading {
  readonly client: ServiceClient;
  readonly patient: Pick<PatientIdentity, 'ins' | 'birthDate'>;
  /** Professional who asks; null on the patient's side. */
  readonly self: string | null;
  readonly now: number;
}

/** The vaccinations of the notebook, with what each protects from. */
export function readGiven({
  client,
  patient,
  self,
  now,
}: NotebookReading): Promise<Result<Section<Vaccination[]>, FailureCode>> {
  return readVaccinations({ client, ins: patient.ins, self, aimOf, now });
}

/**
 * The vaccination notebook with what the schedule suggests. Where the notebook may not be read, nothing is
 * suggested: a hint from what is not known would be an invention.
 */
export function notebookOf(
  section: Section<Vaccination[]>,
  { birthDate }: Pick<PatientIdentity, 'birthDate'>,
  now: number,
): VaccinationNotebook {
  const given = section.outcome === 'read' ? section.content : [];
  const isKnown = section.outcome === 'read' || section.outcome === 'empty';
  const { year, title, source } = schedule;
  return {
    vaccinations: section,
    hints: isKnown
      ? vaccineHints(schedule, birthDate, localDay(now), given).map((hint) => ({
          ...hint,
          diseases: [...hint.diseases],
        }))
      : [],
    schedule: { year, title, source },
    diseases: schedule.diseases.map(({ id, label }) => ({ id, label })),
  };
}

/** Both, as the service gives them now. */
export async function readNotebook(
  reading: NotebookReading,
): Promise<Result<VaccinationNotebook, FailureCode>> {
  const given = await readGiven(reading);
  return given.ok ? ok(notebookOf(given.value, reading.patient, reading.now)) : given;
}

/** What a vaccine protects from, in words. */
export const diseaseNames = (ids: readonly string[]): string[] =>
  schedule.diseases.filter(({ id }) => ids.includes(id)).map(({ label }) => label);
