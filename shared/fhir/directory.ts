import { CODE_SYSTEM_BASE, ORGANIZATION_SYSTEM, PROFESSIONAL_SYSTEM } from './systems.ts';

const PROFESSION_SYSTEM =
  'https://mos.esante.gouv.fr/NOS/TRE_G15-ProfessionSante/FHIR/TRE-G15-ProfessionSante';
const ROLE_SYSTEM = 'https://mos.esante.gouv.fr/NOS/TRE_R85-RolePriseCharge/FHIR/TRE-R85-RolePriseCharge';
const SPECIALTY_SYSTEM =
  'https://mos.esante.gouv.fr/NOS/TRE_A02-ProfessionSavFaire-CISIS/FHIR/TRE-A02-ProfessionSavFaire-CISIS';
const SECTOR_SYSTEM = 'https://mos.esante.gouv.fr/NOS/TRE_R02-SecteurActivite/FHIR/TRE-R02-SecteurActivite';
const SETTING_SYSTEM = 'https://mos.esante.gouv.fr/NOS/TRE_A01-CadreExercice/FHIR/TRE-A01-CadreExercice';
const POST_SYSTEM = `${CODE_SYSTEM_BASE}dmp-role`;

/** A resource of the directory. */
export interface DirectoryResource {
  readonly resourceType: 'Practitioner' | 'PractitionerRole' | 'Organization';
  readonly id: string;
}

/** A professional as the directory knows him. */
export interface DirectoryProfessional {
  readonly id: string;
  readonly family: string;
  readonly given: string;
  readonly title: string;
  readonly profession: string;
  readonly profession_label: string;
  readonly specialty: string;
  readonly specialty_label: string;
  /** On a SAMU regulation post. */
  readonly regulator: 0 | 1;
  readonly organization: string;
}

export interface DirectoryOrganization {
  readonly id: string;
  readonly name: string;
  readonly street: string;
  readonly postal_code: string;
  readonly city: string;
  readonly phone: string;
  readonly facility_type: string;
  readonly practice_setting: string;
}

/** Profession of a professional as a coding: G15 codes are bare, the others carry the name of their list. */
export function professionCoding(code: string, display?: string) {
  return {
    system: /^\d/.test(code) ? PROFESSION_SYSTEM : ROLE_SYSTEM,
    code,
    ...(display === undefined ? {} : { display }),
  };
}

export function practitionerResource(professional: DirectoryProfessional): DirectoryResource {
  const { id, family, given, title } = professional;
  const resource = {
    resourceType: 'Practitioner',
    id,
    identifier: [{ use: 'official', system: PROFESSIONAL_SYSTEM, value: id }],
    active: true,
    name: [{ use: 'official', family, given: [given], prefix: [title] }],
    qualification: [
      { code: { coding: [professionCoding(professional.profession, professional.profession_label)] } },
    ],
  } as const;
  return resource;
}

/**
 * What a professional is at one of his places. The role in the structure of his card bears his own identifier,
 * and his regulation post where he has one; a role elsewhere adds the place to it.
 */
export function practitionerRoleResource(
  professional: DirectoryProfessional,
  place: Pick<DirectoryOrganization, 'id' | 'name'>,
): DirectoryResource {
  const { id, family, given, title, profession, profession_label, specialty, specialty_label } = professional;
  const isOwn = place.id === professional.organization;
  const resource = {
    resourceType: 'PractitionerRole',
    id: isOwn ? id : `${id}-${place.id}`,
    active: true,
    practitioner: {
      reference: `Practitioner/${id}`,
      identifier: { system: PROFESSIONAL_SYSTEM, value: id },
      display: `${title} ${given} ${family}`.trim(),
    },
    organization: {
      reference: `Organization/${place.id}`,
      identifier: { system: ORGANIZATION_SYSTEM, value: place.id },
      display: place.name,
    },
    code: [
      { coding: [professionCoding(profession, profession_label)] },
      ...(professional.regulator === 1 && isOwn
        ? [{ coding: [{ system: POST_SYSTEM, code: 'regulator', display: 'Médecin régulateur' }] }]
        : []),
    ],
    specialty: [{ coding: [{ system: SPECIALTY_SYSTEM, code: specialty, display: specialty_label }] }],
  } as const;
  return resource;
}

export function organizationResource(organization: DirectoryOrganization): DirectoryResource {
  const { id, name, street, postal_code, city, phone, facility_type, practice_setting } = organization;
  const resource = {
    resourceType: 'Organization',
    id,
    identifier: [{ use: 'official', system: ORGANIZATION_SYSTEM, value: id }],
    active: true,
    type: [
      { coding: [{ system: SECTOR_SYSTEM, code: facility_type }] },
      { coding: [{ system: SETTING_SYSTEM, code: practice_setting }] },
    ],
    name,
    telecom: [{ system: 'phone', value: phone, use: 'work' }],
    address: [{ use: 'work', line: [street], city, postalCode: postal_code, country: 'FRA' }],
  } as const;
  return resource;
}
