import type {
  CdaAuthor,
  CdaCode,
  CdaHeader,
  CdaIdentifier,
  CdaOrganization,
  CdaPatient,
} from './document.ts';
import { isoFromHl7 } from './timestamp.ts';
import { child, children, textOf } from './xml.ts';
import type { XmlElement } from './xml.ts';

/** Reads the header; what is missing is null or empty: documents of others are shown as they are. */
export function readHeader(root: XmlElement): CdaHeader {
  const type = codeOf(child(root, 'code')) ?? { code: '', label: null };
  const event = child(child(root, 'documentationOf'), 'serviceEvent');
  const act = child(event, 'effectiveTime');
  const performer = child(child(child(event, 'performer'), 'assignedEntity'), 'representedOrganization');
  const encounter = child(child(root, 'componentOf'), 'encompassingEncounter');
  const facility = child(child(encounter, 'location'), 'healthCareFacility');
  const replaced = children(root, 'relatedDocument').find((link) => link.attributes['typeCode'] === 'RPLC');
  const version = child(root, 'versionNumber')?.attributes['value'] ?? '';
  return {
    id: idText(child(root, 'id')) ?? '',
    setId: idText(child(root, 'setId')),
    version: /^\d{1,6}$/.test(version) ? Number(version) : null,
    templateIds: children(root, 'templateId').flatMap((template) => template.attributes['root'] ?? []),
    title: plain(child(root, 'title')) || (type.label ?? ''),
    type,
    createdAt: timeOf(child(root, 'effectiveTime')),
    confidentiality: child(root, 'confidentialityCode')?.attributes['code'] ?? null,
    language: child(root, 'languageCode')?.attributes['code'] ?? null,
    patient: readPatient(child(child(root, 'recordTarget'), 'patientRole')),
    authors: children(root, 'author').map(readAuthor),
    custodian: readOrganization(
      child(child(child(root, 'custodian'), 'assignedCustodian'), 'representedCustodianOrganization'),
    ),
    act: { start: timeOf(child(act, 'low')) ?? timeOf(act), end: timeOf(child(act, 'high')) },
    replaces: idText(child(child(replaced ?? null, 'parentDocument'), 'id')),
    facilityType: codeOf(child(facility, 'code')),
    practiceSetting: codeOf(child(performer, 'standardIndustryClassCode')),
  };
}

/** A coded element; null where it has no code. */
export function codeOf(element: XmlElement | null): CdaCode | null {
  const code = element?.attributes['code'];
  return code === undefined ? null : { code, label: element?.attributes['displayName'] ?? null };
}

function readPatient(role: XmlElement | null): CdaPatient {
  const person = child(role, 'patient');
  const name = child(person, 'name');
  const families = children(name, 'family');
  const birth = families.find(qualified('BR')) ?? families.find((family) => !qualified('SP', 'CL')(family));
  const used = families.find(qualified('SP', 'CL'));
  const family = plain(birth ?? used ?? null);
  const usedName = plain(used ?? null);
  const address = child(child(child(person, 'birthplace'), 'place'), 'addr');
  const gender = child(person, 'administrativeGenderCode')?.attributes['code'];
  return {
    ids: children(role, 'id').flatMap((id) => identifier(id) ?? []),
    family,
    used: usedName === '' || usedName === family ? null : usedName,
    given: givenNames(name),
    birthDate: timeOf(child(person, 'birthTime'))?.slice(0, 10) ?? null,
    gender: gender === 'F' ? 'female' : gender === 'M' ? 'male' : 'unknown',
    birthPlace:
      address === null
        ? null
        : {
            code: plain(child(address, 'county')) || null,
            label: plain(child(address, 'city')) || null,
          },
  };
}

/** The list of the birth certificate where it is given (one `given` without qualifier), else each name. */
function givenNames(name: XmlElement | null): string[] {
  const all = children(name, 'given');
  const certificate = all.filter((given) => given.attributes['qualifier'] === undefined);
  const chosen = certificate.length > 0 ? certificate : all.filter(qualified('BR'));
  return (chosen.length > 0 ? chosen : all).map(plain).filter((given) => given !== '');
}

function readAuthor(author: XmlElement): CdaAuthor {
  const assigned = child(author, 'assignedAuthor');
  const device = child(assigned, 'assignedAuthoringDevice');
  const id = child(assigned, 'id');
  return {
    id: id === null ? null : identifier(id),
    name:
      personName(child(child(assigned, 'assignedPerson'), 'name')) || plain(child(device, 'softwareName')),
    specialty: codeOf(child(assigned, 'code')),
    organization: readOrganization(child(assigned, 'representedOrganization')),
    at: timeOf(child(author, 'time')),
  };
}

function personName(name: XmlElement | null): string {
  const parts = ['prefix', 'given', 'family'].flatMap((part) => children(name, part).map(plain));
  const written = parts.filter((part) => part !== '').join(' ');
  return written === '' ? plain(name) : written;
}

function readOrganization(element: XmlElement | null): CdaOrganization | null {
  if (element === null) return null;
  const id = child(element, 'id');
  return { id: id === null ? null : identifier(id), name: plain(child(element, 'name')) };
}

function qualified(...qualifiers: readonly string[]): (name: XmlElement) => boolean {
  return (name) => qualifiers.includes(name.attributes['qualifier'] ?? '');
}

function identifier(element: XmlElement): CdaIdentifier | null {
  const { root, extension } = element.attributes;
  return root === undefined ? null : { root, extension: extension ?? '' };
}

function idText(element: XmlElement | null): string | null {
  const id = element === null ? null : identifier(element);
  if (id === null) return null;
  return id.extension === '' ? id.root : `${id.root}^${id.extension}`;
}

function timeOf(element: XmlElement | null): string | null {
  return isoFromHl7(element?.attributes['value']);
}

function plain(element: XmlElement | null): string {
  return textOf(element).replace(/\s+/g, ' ').trim();
}
