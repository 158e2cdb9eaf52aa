/** A service under test knows its demo patients. */
interface Patients {
  patient(key: string): { readonly system: string; readonly ins: string };
}

const CS = 'https://interop.esante.gouv.fr/ig/fhir/dmp/CodeSystem/';
const EXT = 'https://interop.esante.gouv.fr/ig/fhir/dmp/StructureDefinition/';
export const PRO = 'urn:oid:1.2.250.1.71.4.2.1';
export const ORG = 'urn:oid:1.2.250.1.71.4.2.2';

/** A Consent of one category, as the wire describes it (D1 to D6). */
function consent(service: Patients, patient: string, category: string, more: object): object {
  const { system, ins } = service.patient(patient);
  return {
    resourceType: 'Consent',
    status: 'active',
    scope: {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'patient-privacy' }],
    },
    category: [{ coding: [{ system: `${CS}dmp-consent-category`, code: category }] }],
    patient: { identifier: { system, value: ins } },
    policyRule: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'OPTIN' }] },
    ...more,
  };
}

export interface Basis {
  readonly basis?: string;
  readonly form?: string;
  readonly confirmed?: boolean;
}

/** D1: an authorisation, complete unless something is left out. */
export function authorisation(
  service: Patients,
  patient: string,
  { basis, form, confirmed }: Basis = { basis: 'CARE_TEAM', form: 'ORAL', confirmed: true },
  provision: object = {},
): object {
  const extension = [
    ...(basis === undefined ? [] : [{ url: `${EXT}dmp-consent-basis`, valueCode: basis }]),
    ...(form === undefined ? [] : [{ url: `${EXT}dmp-consent-form`, valueCode: form }]),
    ...(confirmed === undefined ? [] : [{ url: `${EXT}dmp-confirmed`, valueBoolean: confirmed }]),
  ];
  return consent(service, patient, 'authorisation', {
    ...(extension.length === 0 ? {} : { extension }),
    provision: { type: 'permit', ...provision },
  });
}

/** D2 and D5: a block or a médecin traitant, with the actor it is about. */
export function about(
  service: Patients,
  patient: string,
  category: 'block' | 'treating-doctor',
  actor: { readonly system: string; readonly value: string },
): object {
  return consent(service, patient, category, {
    provision: { type: category === 'block' ? 'deny' : 'permit', actor: [actorOf(actor)] },
  });
}

export function actorOf(identifier: { readonly system: string; readonly value: string }): object {
  return {
    role: {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType', code: 'IRCP' }],
    },
    reference: { identifier },
  };
}

/** D3: an emergency switch. */
export function emergencySwitch(
  service: Patients,
  patient: string,
  code: 'ETREAT' | 'BTG' | 'MASKED',
  type: 'permit' | 'deny',
): object {
  const system =
    code === 'MASKED' ? `${CS}dmp-purpose` : 'http://terminology.hl7.org/CodeSystem/v3-ActReason';
  return consent(service, patient, 'switch', { provision: { type, purpose: [{ system, code }] } });
}

/** D4: sharing of a section. */
export function sharing(
  service: Patients,
  patient: string,
  code: 'measures' | 'care-history',
  type: 'permit' | 'deny',
): object {
  return consent(service, patient, 'sharing', {
    provision: { type, class: [{ system: `${CS}dmp-sharing`, code }] },
  });
}

/** D6: what becomes of documents to come. */
export function maskingDefault(service: Patients, patient: string, type: 'permit' | 'deny'): object {
  return consent(service, patient, 'masking-default', { provision: { type } });
}
