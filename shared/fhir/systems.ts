/**
 * Code systems and naming systems of the interface. The draft's examples and the circulating documents write
 * several of them as `urn:oid:`; both forms are read, the canonical URL is answered.
 */

/** Base of the extensions that this interface needs and the standard lacks. */
export const EXTENSION_BASE = 'https://interop.esante.gouv.fr/ig/fhir/dmp/StructureDefinition/';
/** Base of the code systems of this interface. */
export const CODE_SYSTEM_BASE = 'https://interop.esante.gouv.fr/ig/fhir/dmp/CodeSystem/';

export const PROFESSIONAL_SYSTEM = 'urn:oid:1.2.250.1.71.4.2.1';
export const ORGANIZATION_SYSTEM = 'urn:oid:1.2.250.1.71.4.2.2';
export const URI_SYSTEM = 'urn:ietf:rfc:3986';

/** Naming systems of an INS: NIR, NIA, test and demonstration. */
export const INS_SYSTEMS: ReadonlySet<string> = new Set([
  'urn:oid:1.2.250.1.213.1.4.8',
  'urn:oid:1.2.250.1.213.1.4.9',
  'urn:oid:1.2.250.1.213.1.4.10',
  'urn:oid:1.2.250.1.213.1.4.11',
]);

export const CONFIDENTIALITY_SYSTEM = 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality';
export const VISIBILITY_SYSTEM =
  'https://mos.esante.gouv.fr/NOS/TRE_A07-StatutVisibiliteDocument/FHIR/TRE-A07-StatutVisibiliteDocument';
export const LOINC_SYSTEM = 'http://loinc.org';
export const TYPE_SYSTEM =
  'https://mos.esante.gouv.fr/NOS/TRE_A05-TypeDocComplementaire/FHIR/TRE-A05-TypeDocComplementaire';
export const CLASS_SYSTEM =
  'https://mos.esante.gouv.fr/NOS/TRE_A03-ClasseDocument/FHIR/TRE-A03-ClasseDocument';
export const FORMAT_SYSTEM = 'http://ihe.net/fhir/ihe.formatcode.fhir/CodeSystem/formatcode';
export const LIST_TYPE_SYSTEM = 'https://profiles.ihe.net/ITI/MHD/CodeSystem/MHDlistTypes';

const CANONICAL_OF_OID: ReadonlyMap<string, string> = new Map([
  ['urn:oid:2.16.840.1.113883.5.25', CONFIDENTIALITY_SYSTEM],
  ['urn:oid:1.2.250.1.213.1.1.4.13', VISIBILITY_SYSTEM],
  ['urn:oid:2.16.840.1.113883.6.1', LOINC_SYSTEM],
  ['urn:oid:1.2.250.1.213.1.1.4.12', TYPE_SYSTEM],
  ['urn:oid:1.2.250.1.213.1.1.4.1', CLASS_SYSTEM],
]);

/** The URL under which a system is answered; a system that has only one form is returned as it is. */
export function canonicalSystem(system: string): string {
  return CANONICAL_OF_OID.get(system) ?? system;
}
