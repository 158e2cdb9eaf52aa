import { EXTENSION_BASE, PROFESSIONAL_SYSTEM } from './systems.ts';

const FR_CORE = 'https://hl7.fr/ig/fhir/core/StructureDefinition/';
const BIRTH_PLACE = 'http://hl7.org/fhir/StructureDefinition/patient-birthPlace';
const RELIABILITY = 'https://hl7.fr/ig/fhir/core/CodeSystem/fr-core-cs-v2-0445';
const INSEE = 'https://mos.esante.gouv.fr/NOS/TRE_R13-CommuneOM/FHIR/TRE-R13-CommuneOM';

/** A person and the state of the record, as the service knows them. */
export interface PatientSheet {
  readonly id: string;
  readonly ins: { readonly system: string; readonly value: string };
  /** Birth name, and the name in use where it is another. */
  readonly family: string;
  readonly used: string | null;
  readonly given: readonly string[];
  readonly birthDate: string;
  readonly gender: 'female' | 'male';
  readonly birthPlace: { readonly code: string; readonly label: string };
  readonly active: boolean;
  /** Instant of the closure (ISO), and why. */
  readonly closedAt: string | null;
  readonly closedBecause: string | null;
  /** Until when the creation of the record may be opposed; only for the holder's own eyes. */
  readonly opposableUntil?: string | null;
  /** The holder opposed it; only for his own eyes. */
  readonly opposed?: boolean;
  /** Whether the holder opened the space. */
  readonly attached: boolean;
  /** National identifiers of the médecins traitants. */
  readonly treatingDoctors: readonly string[];
}

export interface PatientResource {
  readonly resourceType: 'Patient';
  readonly id: string;
}

/** The Patient resource (TD0.2): the five qualified traits, `active`, and the draft's three extensions. */
export function patientResource(sheet: PatientSheet): PatientResource {
  const resource = {
    resourceType: 'Patient',
    id: sheet.id,
    extension: extensions(sheet),
    identifier: [{ use: 'official', system: sheet.ins.system, value: sheet.ins.value }],
    active: sheet.active,
    name: names(sheet),
    gender: sheet.gender,
    birthDate: sheet.birthDate,
  } as const;
  return resource;
}

function extensions(sheet: PatientSheet): readonly object[] {
  return [
    {
      url: `${FR_CORE}fr-core-identity-reliability`,
      valueCoding: { system: RELIABILITY, code: 'VALI', display: 'Identité qualifiée' },
    },
    {
      url: BIRTH_PLACE,
      valueAddress: {
        extension: [
          {
            url: `${FR_CORE}fr-core-address-insee-code`,
            valueCoding: { system: INSEE, code: sheet.birthPlace.code },
          },
        ],
        city: sheet.birthPlace.label,
      },
    },
    ...(sheet.closedAt === null
      ? []
      : [{ url: `${EXTENSION_BASE}dmp-fermeture`, valueDateTime: sheet.closedAt }]),
    ...(sheet.closedBecause === null
      ? []
      : [{ url: `${EXTENSION_BASE}dmp-fermeture-motif`, valueString: sheet.closedBecause }]),
    ...(sheet.opposableUntil == null
      ? []
      : [{ url: `${EXTENSION_BASE}dmp-opposition-jusqu-au`, valueInstant: sheet.opposableUntil }]),
    ...(sheet.opposed === true ? [{ url: `${EXTENSION_BASE}dmp-opposition`, valueBoolean: true }] : []),
    { url: `${EXTENSION_BASE}dmp-rattachement-mes`, valueBoolean: sheet.attached },
    ...sheet.treatingDoctors.map((value) => ({
      url: `${EXTENSION_BASE}dmp-medecin-traitant`,
      valueReference: { identifier: { system: PROFESSIONAL_SYSTEM, value } },
    })),
  ];
}

function names({ family, used, given }: PatientSheet): readonly object[] {
  return [
    {
      extension: [{ url: `${FR_CORE}fr-core-patient-birth-list-given-name`, valueString: given.join(' ') }],
      use: 'official',
      family,
      given,
    },
    ...(used === null ? [] : [{ use: 'usual', family: used, given }]),
  ];
}
