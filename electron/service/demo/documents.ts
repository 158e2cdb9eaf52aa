import { createHash } from 'node:crypto';
import childhood from '../../../resources/demo/documents/childhood.json' with { type: 'json' };
import chronic from '../../../resources/demo/documents/chronic.json' with { type: 'json' };
import common from '../../../resources/demo/documents/common.json' with { type: 'json' };
import diabetes from '../../../resources/demo/documents/diabetes.json' with { type: 'json' };
import heart from '../../../resources/demo/documents/heart.json' with { type: 'json' };
import named from '../../../resources/demo/documents/named.json' with { type: 'json' };
import pregnancy from '../../../resources/demo/documents/pregnancy.json' with { type: 'json' };
import types from '../../../resources/habilitation/types.json' with { type: 'json' };
import cdaFormats from '../../../resources/terminologies/cda-formats.json' with { type: 'json' };
import { formatOfFile } from '../../../shared/documents/format.ts';
import { z } from '../../../shared/schema/zod.ts';
import { DocumentRow } from './document-row.ts';
import { longRecordRows } from './long-record.ts';
import { organizations, patients, professionals } from './people.ts';
import type { DemoDocument, DemoPatient } from './types.ts';
import { fillSections, fillText } from './writing/content.ts';
import type { Signatory, Written } from './writing/content.ts';
import { writeFile } from './writing/file.ts';

type ReadRow = z.infer<typeof DocumentRow>;

const CommonRow = DocumentRow.omit({ patient: true, daysAgo: true });

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const stories = z
  .array(DocumentRow)
  .parse([...named, ...diabetes, ...pregnancy, ...heart, ...childhood, ...chronic]);
const commonRows = z.array(CommonRow).parse(common);

/**
 * Writes every document of the demo, in the order of their deposit: the same bytes for the same moment,
 * nothing later than it, and nothing before the patient was born.
 *
 * @param now milliseconds; days in the demo count backwards from it
 */
export function demoDocuments(
  now: number,
  onProgress: (done: number, of: number) => void = () => undefined,
): DemoDocument[] {
  const rows = [...stories, ...commonStories(), ...z.array(DocumentRow).parse(longRecordRows())];
  let told = 0;
  return rows
    .flatMap((row, index) => {
      const hundredths = Math.floor((100 * index) / rows.length);
      if (hundredths > told) onProgress(hundredths, 100);
      told = hundredths;
      return demoDocument(row, now);
    })
    .toSorted((a, b) => a.depositedAt - b.depositedAt || a.uniqueId.localeCompare(b.uniqueId));
}

function demoDocument(row: ReadRow, now: number): DemoDocument[] {
  const patient = known(patients, row.patient);
  const { actAt, createdAt, depositedAt } = momentsOf(row, patient, now);
  if (depositedAt > now) return [];
  const author = row.author === null ? null : signatory(row.author);
  const type = types.find(({ code }) => code === row.type);
  if (type === undefined) throw new Error(`${row.id}: unknown type ${row.type}`);
  const written: Written = {
    id: oidOf(row.id),
    title: fillText(row.title, patient, actAt),
    type: { code: type.code, label: type.label },
    patient,
    author,
    actAt,
    createdAt,
    sections: fillSections(row.sections, patient, actAt),
    templates: row.templates,
    replaces: row.replaces === null ? null : oidOf(row.replaces),
  };
  const { file, bytes } = writeFile(written, row.as, row.picture ?? null);
  const format = formatOfFile(file, cdaFormats);
  if (format === null) throw new Error(`${row.id}: no format of the DMP`);
  return [
    {
      uniqueId: `urn:oid:${written.id}`,
      patient: row.patient,
      author: row.author,
      title: written.title,
      type: type.code,
      class: type.class,
      format: format.code,
      mediaType: format.mediaType,
      bytes,
      actStart: actAt,
      actEnd: null,
      createdAt,
      depositedAt,
      facilityType: author?.organization.facilityType ?? 'EXP_PATIENT',
      practiceSetting: author?.organization.practiceSetting ?? 'EXP_PATIENT',
      confidentiality: row.confidentiality,
      maskedBy: row.maskedBy,
      status: row.status,
      archived: row.archived,
      replaces: row.replaces === null ? null : `urn:oid:${oidOf(row.replaces)}`,
    },
  ];
}

/** The act in working hours of its day, written within the hour, deposited twenty minutes later. */
function momentsOf(
  row: ReadRow,
  patient: DemoPatient,
  now: number,
): { actAt: number; createdAt: number; depositedAt: number } {
  const [hours = 0, minutes = 0] = createHash('md5').update(row.id).digest();
  const day = Math.floor(now / DAY) * DAY - Math.floor(row.daysAgo) * DAY;
  const wanted = day + (7 + (hours % 10)) * HOUR + (minutes % 12) * 5 * MINUTE;
  const actAt = Math.max(wanted, Date.parse(patient.birthDate) + DAY);
  return { actAt, createdAt: actAt + 35 * MINUTE, depositedAt: actAt + 55 * MINUTE };
}

/** One to three ordinary documents for each patient of whom no story is told. */
function commonStories(): ReadRow[] {
  const told = new Set([
    ...stories.map(({ patient }) => patient),
    'longRecord',
    'empty',
    'opposed',
    'announced',
    'announced2',
  ]);
  return patients
    .filter(({ key }) => !told.has(key))
    .flatMap((patient, index) =>
      Array.from({ length: 1 + (index % 3) }, (_, nth): ReadRow | undefined => {
        // Children only come for what children come for.
        const row =
          patient.representatives.length > 0
            ? commonRows[0]
            : commonRows[(index + nth * 2) % commonRows.length];
        if (row === undefined) return undefined;
        const author = row.author === 'doctor' && index % 2 === 1 ? 'otherDoctor' : row.author;
        const daysAgo = 15 + ((index * 37 + nth * 211) % 900);
        return {
          ...row,
          id: `${patient.key}-${row.id}-${String(nth)}`,
          patient: patient.key,
          author,
          daysAgo,
        };
      }).filter((row) => row !== undefined),
    );
}

function signatory(key: string): Signatory {
  const professional = known(professionals, key);
  return { professional, organization: known(organizations, professional.organization) };
}

function known<T extends { readonly key: string }>(all: readonly T[], key: string): T {
  const found = all.find((each) => each.key === key);
  if (found === undefined) throw new Error(`resources/demo knows no ${key}`);
  return found;
}

/** An OID out of a name (ITU-T X.667: 2.25 and a number of 128 bits), always the same. */
function oidOf(name: string): string {
  const digest = createHash('md5').update(`poste-sante-demo/${name}`).digest('hex');
  return `2.25.${BigInt(`0x${digest}`).toString()}`;
}
