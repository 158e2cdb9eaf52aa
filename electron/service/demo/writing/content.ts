import { z } from '../../../../shared/schema/zod.ts';
import { formatAge } from '../../../../shared/identity/age.ts';
import type { DemoOrganization, DemoPatient, DemoProfessional } from '../types.ts';

/** A paragraph, a list, or a table, as `resources/demo/documents` writes them. */
const BlockRow = z.union([
  z.string(),
  z.array(z.string()),
  z.strictObject({ head: z.array(z.string()), rows: z.array(z.array(z.string())) }),
]);
export const SectionRow = z.strictObject({
  heading: z.string().optional(),
  blocks: z.array(BlockRow),
});

export type Block =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | {
      readonly kind: 'table';
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
    };

export interface Section {
  readonly heading: string | null;
  readonly blocks: readonly Block[];
}

/** What every document of the demo says, before it becomes a PDF, a CDA, a text or an RTF. */
export interface Written {
  /** OID. */
  readonly id: string;
  readonly title: string;
  readonly type: { readonly code: string; readonly label: string };
  readonly patient: DemoPatient;
  /** null: the patient wrote it. */
  readonly author: Signatory | null;
  /** Milliseconds. */
  readonly actAt: number;
  readonly createdAt: number;
  readonly sections: readonly Section[];
  /** Templates that a structured document declares. */
  readonly templates: readonly string[];
  readonly replaces: string | null;
}

export interface Signatory {
  readonly professional: DemoProfessional;
  readonly organization: DemoOrganization;
}

export const FICTITIOUS = 'Données fictives de démonstration – ne décrit aucune personne réelle';

const DAY = 86_400_000;

/**
 * Turns the rows of a document into its content: `{patient}`, `{âge}` and `{date}` are the patient's name, age
 * and the day of the act, `{j-90}` the day ninety days before it.
 */
export function fillSections(
  rows: readonly z.infer<typeof SectionRow>[],
  patient: DemoPatient,
  actAt: number,
): Section[] {
  const fill = (text: string) => fillText(text, patient, actAt);
  return rows.map(({ heading, blocks }) => ({
    heading: heading === undefined ? null : fill(heading),
    blocks: blocks.map((block): Block => {
      if (typeof block === 'string') return { kind: 'paragraph', text: fill(block) };
      if (Array.isArray(block)) return { kind: 'list', items: block.map(fill) };
      return { kind: 'table', head: block.head.map(fill), rows: block.rows.map((row) => row.map(fill)) };
    }),
  }));
}

/** Fills the same marks in one line, such as a title. */
export function fillText(text: string, patient: DemoPatient, actAt: number): string {
  return typeset(text).replace(/\{([^}]+)\}/g, (mark, name: string) => {
    if (name === 'patient') return callName(patient);
    if (name === 'âge') return formatAge(patient.birthDate, isoDay(actAt));
    if (name === 'date') return frenchDay(actAt);
    const days = /^j([+-]\d+)$/.exec(name)?.[1];
    return days === undefined ? mark : frenchDay(actAt + Number(days) * DAY);
  });
}

/** French typography: the apostrophe, and a space that does not break before double punctuation. */
function typeset(text: string): string {
  return text
    .replaceAll("'", '’')
    .replace(/ (?=[;:!?%»])/g, '\u202f')
    .replace(/(?<=«) /g, '\u202f');
}

/** `Mme Claire MERCIER`. */
function callName({ gender, given, used, family }: DemoPatient): string {
  return `${gender === 'female' ? 'Mme' : 'M.'} ${given[0] ?? ''} ${used ?? family}`;
}

/** `ROUSSEAU Claire, nom utilisé MERCIER, née le 03/02/1980`. */
export function fullName({ gender, given, used, family, birthDate }: DemoPatient): string {
  const name = `${family} ${given.join(' ')}${used === null ? '' : `, nom utilisé ${used}`}`;
  return `${name}, ${gender === 'female' ? 'née' : 'né'} le ${birthDate.split('-').reverse().join('/')}`;
}

/** `Dr Sophie RENAUD`. */
export function signature({ professional: { title, given, family } }: Signatory): string {
  return `${title} ${given} ${family}`;
}

function isoDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

export function frenchDay(at: number): string {
  return isoDay(at).split('-').reverse().join('/');
}
