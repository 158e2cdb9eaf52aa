import { findWordings, type Negations, type Wording } from '../documents/wording.ts';
import { foldLetters } from '../identity/traits.ts';
import type { DocumentBlock } from './document-blocks.ts';
import type { ClinicalFact, FactDocument, FactTopic } from './vital-facts.ts';

/** A document as its sheet tells it. */
export interface ToldDocument extends FactDocument {
  readonly typeCode: string;
  /** Instant of the act. */
  readonly date: string;
}

type Topic = Exclude<FactTopic, 'directives' | 'contacts' | 'vaccinations' | 'vaccinesDue'>;

/** A document whose mere existence is the fact: its title tells it, and it stays closed. */
const TOLD_BY_TYPE: Readonly<Record<string, FactTopic>> = {
  '101881-1': 'implants',
  '89233-1': 'pregnancy',
  '57055-6': 'pregnancy',
  EXPPAT_3: 'directives',
  EXPPAT_1: 'contacts',
};

const PRESCRIPTIONS: ReadonlySet<string> = new Set(['57833-6', '57828-6', '75468-9']);
const DISPENSATIONS: ReadonlySet<string> = new Set(['60593-1', 'DISP_AUT']);

/** Words of a heading under which everything that is written is about one thing. */
const HEADINGS: readonly (readonly [RegExp, Topic])[] = [
  [/allerg|intolerance/, 'allergies'],
  [/pathologie|probleme|antecedent|diagnostic/, 'problems'],
  [/implant|dispositif|prothese/, 'implants'],
  [/grossesse/, 'pregnancy'],
  [/traitement|medicament/, 'treatments'],
];
/** A heading that tells of relatives tells nothing of the patient. */
const OF_RELATIVES = /famil/;

/** Phrases that tell a thing wherever they stand; a sentence that takes them back tells nothing. */
const WORDINGS: readonly Wording<Topic>[] = [
  {
    topic: 'allergies',
    phrases: ['allergie', 'allergique', 'anaphylaxie', 'anaphylactique', 'œdème de Quincke'],
  },
  {
    topic: 'treatments',
    phrases: [
      'anticoagulant',
      'antivitamine K',
      'AVK',
      'apixaban',
      'rivaroxaban',
      'dabigatran',
      'warfarine',
      'fluindione',
      'acénocoumarol',
      'énoxaparine',
      'ticagrélor',
      'clopidogrel',
      'prasugrel',
      'insuline',
    ],
  },
  {
    topic: 'implants',
    phrases: [
      'stimulateur cardiaque',
      'pacemaker',
      'défibrillateur implantable',
      'endoprothèse',
      'stent',
      'valve mécanique',
      'bioprothèse',
      'prothèse valvulaire',
      'prothèse de hanche',
      'prothèse de genou',
      'neurostimulateur',
      'chambre implantable',
      'pompe à insuline',
    ],
  },
  { topic: 'pregnancy', phrases: ['grossesse', 'enceinte', 'semaines d’aménorrhée', 'terme prévu'] },
  {
    topic: 'dialysis',
    phrases: ['dialyse', 'dialysé', 'dialysée', 'hémodialyse', 'hémodialysé', 'hémodialysée'],
  },
];

const NEGATIONS: Negations = {
  before: [
    'absence de',
    'absence d',
    'pas',
    'aucun',
    'aucune',
    'sans',
    'ni',
    'jamais',
    'non',
    'indemne de',
    'nie',
    'élimine',
    'écarte',
    'exclut',
    'prévention',
    'dépistage',
    'désir de',
    'projet de',
    'contraception',
  ],
  after: [
    'aucun',
    'aucune',
    'néant',
    'non',
    'négatif',
    'négative',
    'absent',
    'absente',
    'exclu',
    'exclue',
    'écarté',
    'écartée',
    'arrêté',
    'arrêtée',
    'inconnu',
    'inconnue',
  ],
  stops: ['mais', 'cependant', 'toutefois', 'en revanche', 'sauf', 'hormis'],
};

const fold = (text: string): string =>
  foldLetters(text)
    .replace(/\p{M}/gu, '')
    .replace(/[\u2019\u02bc]/gu, "'");

const PRODUCT = /^(?:produit|medicament|specialite|denomination|dci|traitement)/;
const RESULT = /^(?:resultat|valeur)/;
const UNIT = /^unite/;
const REFERENCE = /reference|norme|zone|theorique/;
const STOPPED = /^(?:arret|stopp|suspendu)/;
const WEIGHT = /\bpoids\b[^\d.;]{0,24}?(\d{1,3}(?:[,.]\d{1,2})?)\s*kg\b/u;
const ANALYTES: readonly (readonly [RegExp, 'renal' | 'inr' | 'weight'])[] = [
  [/creatinin|\bdfg\b|debit de filtration|clairance/, 'renal'],
  [/\binr\b/, 'inr'],
  [/^poids\b/, 'weight'],
];
/** A value that the text itself gives: `DFG à 58 ml/min`. */
const SAID_RESULTS: readonly (readonly [RegExp, 'renal' | 'inr'])[] = [
  [/(?:creatininemie|creatinine|\bdfg\b|debit de filtration|clairance)[^.;]{0,48}?\d/, 'renal'],
  [/\binr\b[^.;]{0,24}?\d/, 'inr'],
];

/** Longest sentence that is told whole. */
const TEXT_MAX = 180;

/** What the sheet of a document tells by itself. */
export function factsOfSheet(document: ToldDocument): readonly ClinicalFact[] {
  const topic = TOLD_BY_TYPE[document.typeCode];
  return topic === undefined ? [] : [factOf(document, topic, document.title)];
}

/** What the content of a document tells, in its own words. What it denies is not told. */
export function factsOfDocument(
  document: ToldDocument,
  blocks: readonly DocumentBlock[],
): readonly ClinicalFact[] {
  return blocks.flatMap((block) => (block.kind === 'row' ? ofRow(document, block) : ofLine(document, block)));
}

function factOf(
  { uniqueId, title, author, date }: ToldDocument,
  topic: FactTopic,
  text: string,
  detail: string | null = null,
): ClinicalFact {
  return {
    topic,
    text: shortened(text),
    detail: detail === null ? null : shortened(detail),
    date,
    place: 'documents',
    document: { uniqueId, title, author },
  };
}

const shortened = (text: string): string =>
  text.length <= TEXT_MAX ? text : `${text.slice(0, TEXT_MAX - 1).trimEnd()}…`;

function ofRow(
  document: ToldDocument,
  { heading, columns, cells }: Extract<DocumentBlock, { kind: 'row' }>,
): readonly ClinicalFact[] {
  const names = columns.map(fold);
  const at = (form: RegExp): number => names.findIndex((name) => form.test(name));
  const product = at(PRODUCT);
  if (product >= 0) {
    const text = cells[product] ?? '';
    const others = cells.filter((cell, index) => index !== product && cell.trim() !== '');
    if (text === '' || others.some((cell) => STOPPED.test(fold(cell)))) return [];
    const detail = others.length === 0 ? null : others.join(' · ');
    return productTopics(document).map((topic) => factOf(document, topic, text, detail));
  }
  const [first = '', second = ''] = cells;
  const analyte = ANALYTES.find(([form]) => form.test(fold(first)))?.[1];
  if (analyte !== undefined) {
    const value = cells[at(RESULT)] ?? second;
    if (!/\d/.test(value)) return [];
    const unit = cells[at(UNIT)] ?? '';
    const reference = cells[at(REFERENCE)];
    const text = [first, value, unit].filter(Boolean).join(' ');
    return [factOf(document, analyte, text, reference === undefined ? null : `réf. ${reference}`)];
  }
  return ofWords(document, heading, cells.filter(Boolean).join(' : '));
}

function productTopics({ typeCode }: ToldDocument): readonly Topic[] {
  if (DISPENSATIONS.has(typeCode)) return ['dispensations'];
  return PRESCRIPTIONS.has(typeCode) ? ['prescriptions', 'treatments'] : ['treatments'];
}

function ofLine(
  document: ToldDocument,
  { heading, text }: Extract<DocumentBlock, { kind: 'line' }>,
): readonly ClinicalFact[] {
  return ofWords(document, heading, text);
}

function ofWords(document: ToldDocument, heading: string | null, text: string): readonly ClinicalFact[] {
  const folded = fold(text);
  const titled = topicOfHeading(heading);
  const said = findWordings(text, WORDINGS, NEGATIONS).map(({ topic }) => topic);
  const underHeading = titled !== undefined && !isDenied(text) ? [titled] : [];
  const results = SAID_RESULTS.filter(([form]) => form.test(folded)).map(([, topic]) => topic);
  const weight = WEIGHT.exec(folded)?.[1];
  return [...new Set<Topic>([...underHeading, ...said, ...results])]
    .map((topic) => factOf(document, topic, text))
    .concat(weight === undefined ? [] : [factOf(document, 'weight', `${weight.replace('.', ',')} kg`)]);
}

function topicOfHeading(heading: string | null): Topic | undefined {
  if (heading === null) return undefined;
  const folded = fold(heading);
  if (OF_RELATIVES.test(folded)) return undefined;
  return HEADINGS.find(([form]) => form.test(folded))?.[1];
}

/** Under a heading, a sentence that only says that there is nothing tells nothing. */
const DENIALS = /^(?:\W*(?:absence|pas|aucune?|neant|non|sans|ras|r\.a\.s)\b)|\b(?:aucune?|neant)\b/;
const isDenied = (text: string): boolean => DENIALS.test(fold(text).toLowerCase());
