import PDFDocument from 'pdfkit';
import type { Font } from 'fontkit';
import type { PatientIdentity } from '../../shared/bridge/identity.ts';
import { absenceWords, gapWords, PLACE_NAMES, TOPIC_NAMES } from '../../shared/clinical/fact-words.ts';
import type { ClinicalFact, FactLine, PlaceReadings } from '../../shared/clinical/vital-facts.ts';
import { FACT_PLACES } from '../../shared/clinical/vital-facts.ts';
import { formatAge } from '../../shared/identity/age.ts';
import { frenchDay, localDay } from '../../shared/identity/calendar.ts';
import { bornWord, genderLetter } from '../../shared/identity/gender.ts';
import { formatMatricule } from '../../shared/identity/ins.ts';
import { face } from './fonts.ts';

export interface HandoverSheet {
  readonly patient: PatientIdentity;
  readonly lines: readonly FactLine[];
  readonly readings: PlaceReadings;
  readonly callId: string;
  /** When the facts were read, and the sheet made: an instant. */
  readonly at: string;
  /** `YYYY-MM-DD`, where the post is. */
  readonly today: string;
  readonly by: { readonly name: string; readonly id: string; readonly place: string };
  /** True where every patient is fictitious: the paper says so. */
  readonly demonstration: boolean;
}

type Page = InstanceType<typeof PDFDocument>;

const MARGIN = 42;
const WIDTH = 595.28 - 2 * MARGIN;
const LABEL = 108;
const FOOT = 62;
const INK = '#15191c';
const QUIET = '#4a535a';
const RULE = '#c9ced6';
const ALARM = '#a33c00';

/** Facts of a topic, tried in this order until all stands on one page. What is left out is counted on the paper. */
const FACTS_PER_TOPIC = [12, 8, 6, 4, 3, 2, 1] as const;

/** One page for the crew: who it is, what is known and of when, what could not be read, and who says so. */
export function writeHandoverSheet(sheet: HandoverSheet): Uint8Array<ArrayBuffer> {
  for (const max of FACTS_PER_TOPIC) {
    const { page, pages } = written(sheet, max);
    if (pages === 1 || max === 1) return bytesOf(page);
  }
  throw new Error('no sheet was written');
}

function written(sheet: HandoverSheet, max: number): { readonly page: Page; readonly pages: number } {
  const page = new PDFDocument({
    lang: 'fr-FR',
    size: 'A4',
    bufferPages: true,
    margins: { top: MARGIN, bottom: FOOT, left: MARGIN, right: MARGIN },
    // A standard font is not embedded: ours are set below.
    font: '',
    // Names nobody: a title shows in lists of windows and of print jobs.
    info: { Title: 'Fiche de transmission', CreationDate: new Date(sheet.at), ModDate: new Date(sheet.at) },
  });
  writeFoot(page, sheet);
  writeHead(page, sheet);
  for (const line of sheet.lines) writeLine(page, line, sheet.readings, max);
  writeGaps(page, sheet);
  const pages = page.bufferedPageRange().count;
  page.end();
  return { page, pages };
}

function bytesOf(page: Page): Uint8Array<ArrayBuffer> {
  const bytes: unknown = page.read();
  if (!(bytes instanceof Uint8Array)) throw new Error('the sheet was not written');
  return new Uint8Array(bytes);
}

function writeHead(page: Page, { patient, callId, today, at }: HandoverSheet): void {
  use(page, face('SemiBold'), 10, ALARM).text(
    `Fiche de transmission à l’équipe – appel ${callId} – ${day(at)} à ${hour(at)}`,
    MARGIN,
    MARGIN,
  );
  page.moveDown(0.4);
  const used = patient.usedFamilyName ?? patient.birthFamilyName;
  use(page, face('SemiBold'), 20).text(`${used.toUpperCase()} ${patient.givenNames[0] ?? ''}`);
  const birth =
    patient.usedFamilyName === null
      ? ''
      : `${bornWord(patient.gender)} ${patient.birthFamilyName.toUpperCase()} – `;
  const identity = [
    `${birth}${genderLetter(patient.gender)}`,
    `${bornWord(patient.gender)} le ${day(patient.birthDate)} (${formatAge(patient.birthDate, today)})`,
    `INS ${formatMatricule(patient.ins.value)}${patient.qualified ? ', identité qualifiée' : ', identité non qualifiée'}`,
  ];
  use(page, face('Regular'), 11, QUIET).text(identity.join('  ·  '));
  page.moveDown(0.5);
  rule(page);
}

function writeLine(page: Page, line: FactLine, readings: PlaceReadings, max: number): void {
  const top = page.y;
  use(page, face('SemiBold'), 10.5).text(TOPIC_NAMES[line.topic], MARGIN, top, { width: LABEL - 8 });
  const under = page.y;
  page.y = top;
  const shown = line.facts.slice(0, max);
  for (const fact of shown) writeFact(page, fact);
  if (line.facts.length > shown.length) {
    note(page, `et ${String(line.facts.length - shown.length)} de plus dans le dossier`);
  }
  if (line.outcome !== 'found') {
    const said = line.outcome === 'notReadable' ? 'Non lisible par le régulateur' : absenceWords(line);
    use(page, face('Italic'), 10.5, QUIET).text(said, MARGIN + LABEL, page.y, { width: WIDTH - LABEL });
    const gaps = line.unread.flatMap((place) => gapWords(place, readings[place]) ?? []);
    if (line.outcome === 'notReadable' && gaps.length > 0) note(page, gaps.join(' · '));
  }
  page.y = Math.max(page.y, under) + 3;
  rule(page);
}

function writeFact(page: Page, { text, detail, date, place, document }: ClinicalFact): void {
  const options = { width: WIDTH - LABEL };
  use(page, face('SemiBold'), 10.5).text(text, MARGIN + LABEL, page.y, {
    ...options,
    continued: detail !== null,
  });
  if (detail !== null) use(page, face('Regular'), 10.5).text(`  ${detail}`, options);
  const source =
    document === null ? PLACE_NAMES[place] : [document.title, document.author].filter(Boolean).join(', ');
  note(page, `${date === null ? 'sans date' : day(date)} · ${source}`);
}

const note = (page: Page, text: string): Page =>
  use(page, face('Regular'), 8.5, QUIET).text(text, MARGIN + LABEL, page.y, { width: WIDTH - LABEL });

function writeGaps(page: Page, { readings }: HandoverSheet): void {
  const gaps = FACT_PLACES.flatMap((place) => gapWords(place, readings[place]) ?? []);
  page.moveDown(0.3);
  use(page, face('Regular'), 9, INK).text(
    `Ce qui n’est pas écrit ici n’est pas exclu. ${gaps.length === 0 ? '' : `Non lu : ${gaps.join(' ; ')}.`}`,
    MARGIN,
    page.y,
    { width: WIDTH },
  );
}

function writeFoot(page: Page, { by, at, demonstration }: HandoverSheet): void {
  const { bottom } = page.page.margins;
  // Written inside the margin: without this the text would begin another page.
  page.page.margins.bottom = 0;
  const lines = [
    `Établie par ${by.name} (${by.id}), ${by.place}, le ${day(at)} à ${hour(at)}, d’après Mon espace santé (DMP), Poste Santé.`,
    'Couverte par le secret professionnel : remise à l’équipe de cette intervention, détruite après elle. Consultation et remise tracées.',
    ...(demonstration ? ['Données fictives de démonstration – ne décrit aucune personne réelle'] : []),
  ];
  use(page, face('Regular'), 8, QUIET);
  for (const [index, line] of lines.entries()) {
    page.text(line, MARGIN, page.page.height - FOOT + 14 + index * 11, { width: WIDTH, lineBreak: false });
  }
  page.page.margins.bottom = bottom;
  page.x = MARGIN;
  page.y = MARGIN;
}

function rule(page: Page): void {
  page
    .moveTo(MARGIN, page.y)
    .lineTo(MARGIN + WIDTH, page.y)
    .lineWidth(0.5)
    .strokeColor(RULE)
    .stroke();
  page.y += 4;
}

const use = (page: Page, font: Font, size: number, colour = INK): Page =>
  page.font(font).fontSize(size).fillColor(colour);

/** 12/05/1978, of a day or of an instant where the post is. */
function day(value: string): string {
  if (value.length === 10) return frenchDay(value);
  return Number.isNaN(Date.parse(value)) ? value : frenchDay(localDay(value));
}

function hour(value: string): string {
  const at = new Date(value);
  return `${String(at.getHours())} h ${String(at.getMinutes()).padStart(2, '0')}`;
}
