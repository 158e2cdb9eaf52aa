import type {
  CdaAuthor,
  CdaCode,
  CdaHeader,
  CdaIdentifier,
  CdaOrganization,
  CdaPatient,
} from './document.ts';
import { element, escapeXml } from './markup.ts';
import { hl7FromIso } from './timestamp.ts';

/** Declared by every document of the framework: HL7 France, then CI-SIS. */
const FRAMEWORK_TEMPLATES = ['2.16.840.1.113883.2.8.2.1', '1.2.250.1.213.1.1.1.1'] as const;

const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/^\d{3,6}-\d$/, '2.16.840.1.113883.6.1'],
  [/^(?:N|R|V)$/, '2.16.840.1.113883.5.25'],
  [/^G\d\d_/, '1.2.250.1.213.1.1.4.5'],
  [/^SA\d\d$/, '1.2.250.1.71.4.2.4'],
  [
    /^(?:AMBULATOIRE|ETABLISSEMENT|ESSMS|SAD|HAD|MAD|SAMU_SMUR|PALLIATIF|DEPISTAGE|AMO)$/,
    '1.2.250.1.213.1.1.4.9',
  ],
  [/^(?:SECRETARIAT_MEDICAL|EXP_PATIENT|SNR)$/, '1.2.250.1.213.1.1.4.6'],
  [/^\d{3}$/, '1.2.250.1.213.1.6.1.107'],
  [/^(?:7[1-3]|9[37])$/, '1.2.250.1.213.1.6.1.109'],
  [/^4\d|^5[1-3]$/, '1.2.250.1.213.1.6.1.4'],
];
/** TRE_A05, where every other type of document has its code. */
const TYPE_SYSTEM = '1.2.250.1.213.1.1.4.12';

/** A coded element; the code system is the one in which codes of that form stand in the value sets used. */
export function codedElement(name: string, { code, label }: CdaCode): string {
  const system = SYSTEMS.find(([form]) => form.test(code))?.[1] ?? TYPE_SYSTEM;
  return element(name, { code, displayName: label, codeSystem: system });
}

/** The header, one element a line, in the order of the schema. */
export function writeHeader(header: CdaHeader): string[] {
  const [author] = header.authors;
  const templates = [...new Set([...FRAMEWORK_TEMPLATES, ...header.templateIds])];
  return [
    element('realmCode', { code: 'FR' }),
    element('typeId', { root: '2.16.840.1.113883.1.3', extension: 'POCD_HD000040' }),
    ...templates.map((root) => element('templateId', { root })),
    idElement('id', header.id),
    codedElement('code', header.type),
    element('title', {}, escapeXml(header.title)),
    timeElement('effectiveTime', header.createdAt),
    codedElement('confidentialityCode', { code: header.confidentiality ?? 'N', label: null }),
    element('languageCode', { code: header.language ?? 'fr-FR' }),
    ...(header.setId === null ? [] : [idElement('setId', header.setId)]),
    ...(header.version === null ? [] : [element('versionNumber', { value: header.version })]),
    element('recordTarget', {}, writePatient(header.patient)),
    ...header.authors.map(writeAuthor),
    ...(header.custodian === null ? [] : [writeCustodian(header.custodian)]),
    ...(author === undefined ? [] : [writeAuthenticator(author)]),
    writeEvent(header, author),
    ...(header.replaces === null ? [] : [writeReplacement(header.replaces)]),
    ...(header.facilityType === null ? [] : [writeEncounter(header, header.facilityType)]),
  ];
}

function writePatient(patient: CdaPatient): string {
  const { family, used, given, birthPlace } = patient;
  const [first] = given;
  const name = element(
    'name',
    {},
    element('family', { qualifier: 'BR' }, escapeXml(family)),
    ...(used === null ? [] : [element('family', { qualifier: 'CL' }, escapeXml(used))]),
    ...given.map((each) => element('given', {}, escapeXml(each))),
    ...(first === undefined ? [] : [element('given', { qualifier: 'BR' }, escapeXml(first))]),
  );
  const gender = patient.gender === 'female' ? 'F' : patient.gender === 'male' ? 'M' : 'U';
  const place =
    birthPlace === null
      ? ''
      : element(
          'birthplace',
          {},
          element(
            'place',
            {},
            element(
              'addr',
              {},
              birthPlace.code === null ? '' : element('county', {}, escapeXml(birthPlace.code)),
              birthPlace.label === null ? '' : element('city', {}, escapeXml(birthPlace.label)),
            ),
          ),
        );
  return element(
    'patientRole',
    {},
    ...patient.ids.map((id) => identifierElement('id', id)),
    element('addr', { nullFlavor: 'NASK' }),
    element('telecom', { nullFlavor: 'NASK' }),
    element(
      'patient',
      { classCode: 'PSN' },
      name,
      element('administrativeGenderCode', { code: gender, codeSystem: '2.16.840.1.113883.5.1' }),
      timeElement('birthTime', patient.birthDate),
      place,
    ),
  );
}

function writeAuthor(author: CdaAuthor): string {
  return element(
    'author',
    {},
    timeElement('time', author.at),
    element('assignedAuthor', {}, ...writePerson(author)),
  );
}

function writeAuthenticator(author: CdaAuthor): string {
  return element(
    'legalAuthenticator',
    {},
    timeElement('time', author.at),
    element('signatureCode', { code: 'S' }),
    element('assignedEntity', {}, ...writePerson(author)),
  );
}

/** Parts that an assigned author and an assigned entity share, in the order of the schema. */
function writePerson({ id, name, specialty, organization }: CdaAuthor): string[] {
  return [
    id === null ? element('id', { nullFlavor: 'UNK' }) : identifierElement('id', id),
    ...(specialty === null ? [] : [codedElement('code', specialty)]),
    element('assignedPerson', {}, element('name', {}, escapeXml(name))),
    ...(organization === null
      ? []
      : [element('representedOrganization', {}, ...writeOrganization(organization))]),
  ];
}

function writeOrganization({ id, name }: CdaOrganization): string[] {
  return [...(id === null ? [] : [identifierElement('id', id)]), element('name', {}, escapeXml(name))];
}

function writeCustodian(custodian: CdaOrganization): string {
  const organization = element('representedCustodianOrganization', {}, ...writeOrganization(custodian));
  return element('custodian', {}, element('assignedCustodian', {}, organization));
}

function writeEvent(header: CdaHeader, author: CdaAuthor | undefined): string {
  const { start, end } = header.act;
  const period = element(
    'effectiveTime',
    {},
    timeElement('low', start),
    ...(end === null ? [] : [timeElement('high', end)]),
  );
  const setting = header.practiceSetting;
  const organization = element(
    'representedOrganization',
    {},
    ...(author?.organization ? writeOrganization(author.organization) : []),
    ...(setting === null ? [] : [codedElement('standardIndustryClassCode', setting)]),
  );
  const performer = element(
    'performer',
    { typeCode: 'PRF' },
    element(
      'assignedEntity',
      {},
      author?.id ? identifierElement('id', author.id) : element('id', { nullFlavor: 'UNK' }),
      organization,
    ),
  );
  return element('documentationOf', {}, element('serviceEvent', {}, period, performer));
}

function writeReplacement(id: string): string {
  return element('relatedDocument', { typeCode: 'RPLC' }, element('parentDocument', {}, idElement('id', id)));
}

function writeEncounter(header: CdaHeader, facilityType: CdaCode): string {
  return element(
    'componentOf',
    {},
    element(
      'encompassingEncounter',
      {},
      element('effectiveTime', {}, timeElement('low', header.act.start)),
      element('location', {}, element('healthCareFacility', {}, codedElement('code', facilityType))),
    ),
  );
}

function timeElement(name: string, iso: string | null): string {
  return element(name, iso === null ? { nullFlavor: 'UNK' } : { value: hl7FromIso(iso) });
}

function identifierElement(name: string, { root, extension }: CdaIdentifier): string {
  return element(name, { root, extension: extension === '' ? null : extension });
}

/** An identifier written as `root` or `root^extension`. */
function idElement(name: string, id: string): string {
  const [root = '', extension = ''] = id.split('^');
  return identifierElement(name, { root, extension });
}
