import type { PatientIdentity } from '../bridge/identity.ts';
import type { NewVaccination } from '../bridge/sections.ts';
import type { Place, Professional } from '../bridge/session.ts';
import type { CdaDocument, NarrativeNode } from '../cda/document.ts';
import type { CdaCode } from '../cda/document.ts';
import { PROFESSIONAL_SYSTEM, ORGANIZATION_SYSTEM } from '../fhir/systems.ts';
import { frenchDay } from '../identity/calendar.ts';

/** Type of a note of vaccination (LOINC, JDV_J66), compulsory for whoever vaccinates (EX_2.1-2000). */
export const NOTE_TYPE = '87273-9';

export interface NoteOf {
  /** `root` of its identifier. */
  readonly id: string;
  readonly patient: PatientIdentity;
  readonly author: Professional;
  readonly place: Place;
  readonly facilityType: CdaCode;
  readonly practiceSetting: CdaCode;
  readonly vaccination: NewVaccination;
  /** What the vaccine is called, and from what it protects. */
  readonly vaccine: string;
  readonly diseases: readonly string[];
  /** Instant. */
  readonly createdAt: string;
}

/** The title under which a note stands among the documents. */
export const noteTitle = (vaccine: string): string => `Note de vaccination\u202F: ${vaccine}`;

/**
 * The note of one vaccination: what was given, from which lot, where and when, by whom, in a document that
 * everybody can read. It declares no model of structured entries, since it carries none.
 */
export function vaccinationNote(of: NoteOf): CdaDocument {
  const { patient, author, place, vaccination, createdAt } = of;
  const organization = { id: { root: oid(ORGANIZATION_SYSTEM), extension: place.id }, name: place.name };
  return {
    header: {
      id: of.id,
      setId: `${of.id}.1`,
      version: 1,
      templateIds: [],
      title: noteTitle(of.vaccine),
      type: { code: NOTE_TYPE, label: 'Note de vaccination' },
      createdAt: secondsOf(createdAt),
      confidentiality: 'N',
      language: 'fr-FR',
      patient: {
        ids: [{ root: oid(patient.ins.system), extension: patient.ins.value }],
        family: patient.birthFamilyName,
        used: patient.usedFamilyName,
        given: patient.givenNames,
        birthDate: patient.birthDate,
        gender: patient.gender,
        birthPlace: patient.birthPlace,
      },
      authors: [
        {
          id: { root: oid(PROFESSIONAL_SYSTEM), extension: author.id },
          name: author.name,
          specialty: { code: author.profession, label: author.professionLabel },
          organization,
          at: secondsOf(createdAt),
        },
      ],
      custodian: organization,
      act: { start: vaccination.date, end: null },
      replaces: null,
      facilityType: of.facilityType,
      practiceSetting: of.practiceSetting,
    },
    body: {
      level: 3,
      attachments: [],
      sections: [{ title: 'Vaccination', code: null, sections: [], narrative: [tableOf(linesOf(of))] }],
    },
  };
}

const oid = (system: string): string => system.replace('urn:oid:', '');
const secondsOf = (instant: string): string => `${instant.slice(0, 19)}+00:00`;

function linesOf({ vaccination, vaccine, diseases, author, place }: NoteOf): [string, string][] {
  const { product, gtin, date, lot, expires, site, route, dose } = vaccination;
  const lines: [string, string | null][] = [
    ['Vaccin', vaccine],
    ['Produit', product],
    ['Code du produit (GTIN)', gtin],
    ['Protège de', diseases.join(', ')],
    ['Date', frenchDay(date)],
    ['Lot', lot],
    ['Péremption', expires === null ? null : frenchDay(expires)],
    ['Rang de la dose', dose === null ? null : String(dose)],
    ['Site', site === null ? null : SITES[site]],
    ['Voie', route === null ? null : ROUTES[route]],
    ['Vaccinateur', `${author.name}, ${author.professionLabel}`],
    ['Lieu', place.name],
  ];
  return lines.flatMap(([name, value]) => (value === null || value === '' ? [] : [[name, value]]));
}

/** Where a vaccine is given, and by which way: the words that the entry and its note carry. */
export const SITES = {
  leftDeltoid: 'Deltoïde gauche',
  rightDeltoid: 'Deltoïde droit',
  leftThigh: 'Cuisse gauche',
  rightThigh: 'Cuisse droite',
} as const;
export const ROUTES = {
  intramuscular: 'Intramusculaire',
  subcutaneous: 'Sous-cutanée',
  intradermal: 'Intradermique',
  oral: 'Orale',
  nasal: 'Nasale',
} as const;

function tableOf(lines: readonly (readonly [string, string])[]): NarrativeNode {
  const cell = (text: string, header: boolean) => ({
    header,
    colSpan: 1,
    rowSpan: 1,
    align: null,
    styles: [],
    children: [{ kind: 'text' as const, text }],
  });
  return {
    kind: 'table',
    caption: [],
    head: [],
    foot: [],
    body: lines.map(([name, value]) => ({ cells: [cell(name, true), cell(value, false)] })),
  };
}
