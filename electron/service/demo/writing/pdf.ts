import PDFDocument from 'pdfkit';
import type { Font } from 'fontkit';
import type { Block, Written } from './content.ts';
import { FICTITIOUS, frenchDay, fullName, signature } from './content.ts';
import { face } from '../../../paper/fonts.ts';

type Page = InstanceType<typeof PDFDocument>;

const MARGIN = 56;
const WIDTH = 595.28 - 2 * MARGIN;
const INK = '#1b1f24';
const QUIET = '#5b6470';
const RULE = '#c9ced6';

/** Writes a genuine PDF/A-1b: fonts embedded, output intent and metadata in place, the same bytes each time. */
export function writePdf(written: Written): Uint8Array {
  const { author, patient } = written;
  const page = new PDFDocument({
    subset: 'PDF/A-1b',
    pdfVersion: '1.4',
    lang: 'fr-FR',
    size: 'A4',
    margins: { top: MARGIN, bottom: 72, left: MARGIN, right: MARGIN },
    // A standard font is not embedded, and PDF/A allows none: ours are set below.
    font: '',
    info: {
      Title: written.title,
      Author: author === null ? fullName(patient) : signature(author),
      Subject: FICTITIOUS,
      CreationDate: new Date(written.createdAt),
      ModDate: new Date(written.createdAt),
    },
  });
  page.on('pageAdded', () => {
    writeFooter(page, written);
  });
  writeFooter(page, written);
  writeHead(page, written);
  for (const { heading, blocks } of written.sections) {
    if (heading !== null) writeHeading(page, heading);
    for (const block of blocks) writeBlock(page, block);
  }
  if (author !== null) writeSignature(page, written);
  page.end();
  const bytes: unknown = page.read();
  if (!(bytes instanceof Uint8Array)) throw new Error('the page was not written');
  return new Uint8Array(bytes);
}

function writeHead(page: Page, written: Written): void {
  const { author, patient } = written;
  if (author !== null) {
    const { professional, organization } = author;
    use(page, face('SemiBold'), 11).text(organization.name, MARGIN, MARGIN);
    use(page, face('Regular'), 9, QUIET)
      .text(`${organization.street}, ${organization.postalCode} ${organization.city} – ${organization.phone}`)
      .text(`${signature(author)} – ${professional.professionLabel} – identifiant ${professional.id}`);
    page.moveDown(0.6);
  }
  rule(page);
  use(page, face('SemiBold'), 10).text(fullName(patient));
  use(page, face('Regular'), 9, QUIET).text(`INS ${patient.ins} – ${patient.birthPlace.label}`);
  page.moveDown(1.2);
  use(page, face('SemiBold'), 16).text(written.title);
  use(page, face('Regular'), 10, QUIET).text(`Le ${frenchDay(written.actAt)}`);
  page.moveDown(0.8);
}

function writeHeading(page: Page, heading: string): void {
  page.moveDown(0.4);
  use(page, face('SemiBold'), 12).text(heading);
  page.moveDown(0.2);
}

function writeBlock(page: Page, block: Block): void {
  switch (block.kind) {
    case 'paragraph':
      use(page, face('Regular'), 10.5).text(block.text.replaceAll('**', ''), { lineGap: 2 });
      break;
    case 'list':
      for (const item of block.items)
        use(page, face('Regular'), 10.5).text(`•  ${item.replaceAll('**', '')}`, { indent: 8, lineGap: 2 });
      break;
    case 'table':
      writeRow(page, block.head, face('SemiBold'));
      for (const row of block.rows) writeRow(page, row, face('Regular'));
      page.x = MARGIN;
      break;
  }
  page.moveDown(0.4);
}

function writeRow(page: Page, cells: readonly string[], font: Font): void {
  const width = WIDTH / Math.max(cells.length, 1);
  use(page, font, 9.5);
  const height = Math.max(...cells.map((cell) => page.heightOfString(cell, { width: width - 8 })));
  if (page.y + height > page.page.height - 90) page.addPage();
  const top = page.y;
  use(page, font, 9.5);
  for (const [at, cell] of cells.entries())
    page.text(cell.replaceAll('**', ''), MARGIN + at * width, top, { width: width - 8 });
  page.y = top + height + 3;
  rule(page);
}

function writeSignature(page: Page, { author, createdAt }: Written): void {
  if (author === null) return;
  page.moveDown(1);
  use(page, face('Regular'), 10).text(
    `${author.organization.city}, le ${frenchDay(createdAt)}`,
    MARGIN,
    page.y,
    {
      align: 'right',
    },
  );
  use(page, face('SemiBold'), 10).text(signature(author), { align: 'right' });
}

function writeFooter(page: Page, written: Written): void {
  const { x, y } = page;
  // Written inside the margin: without this the text would begin another page.
  const { bottom } = page.page.margins;
  page.page.margins.bottom = 0;
  use(page, face('Italic'), 8, QUIET).text(FICTITIOUS, MARGIN, page.page.height - 46, {
    width: WIDTH,
    align: 'center',
  });
  page.text(written.id, MARGIN, page.page.height - 35, { width: WIDTH, align: 'center' });
  page.page.margins.bottom = bottom;
  page.x = x;
  page.y = y;
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

function use(page: Page, font: Font, size: number, colour = INK): Page {
  return page.font(font).fontSize(size).fillColor(colour);
}
