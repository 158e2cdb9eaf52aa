import type { Handlers } from '../../shared/bridge/contract.ts';
import type { InsRef } from '../../shared/bridge/identity.ts';
import { sameIns } from '../../shared/bridge/identity.ts';
import { recogniseFile } from '../../shared/documents/recognise.ts';
import { plainWords } from '../../shared/documents/words.ts';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import type { VisitBag } from '../cache/visit-bag.ts';
import type { KeptRecord } from '../store/cache/kept-record.ts';
import type { Keeping } from './keeping.ts';
import { pdfIn } from './kept-sheet.ts';
import type { OpenSession } from './session.ts';

export interface BagWordsDeps {
  readonly session: () => Result<OpenSession, 'LOCKED'>;
  readonly bag: () => VisitBag | undefined;
  readonly keeping: Pick<Keeping, 'permitsReading'>;
}

/** A larger file is found by its sheet alone: the reader holds it several times over. */
const LARGEST_BYTES = 16 * 1024 * 1024;

interface HandedOut {
  readonly ins: InsRef;
  readonly uniqueId: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/**
 * The words of the PDF that were taken along. They are hostile files: the confined reader of the page reads them, one
 * at a time, and gives back nothing but words (docs/decisions/0004, 0028).
 */
export function createBagWords({
  session,
  bag,
  keeping,
}: BagWordsDeps): Pick<Handlers, 'visitBag.nextPages' | 'visitBag.tellPages'> {
  /** What was handed out last, until its words are told: a page tells of nothing else. */
  let handed: Pick<HandedOut, 'ins' | 'uniqueId'> | undefined;

  /** undefined: it may not be read, or is too large. */
  async function pdfOf(record: KeptRecord, uniqueId: string): Promise<Uint8Array | undefined> {
    const document = keeping.permitsReading(record, uniqueId) ? await record.document(uniqueId) : undefined;
    const pdf = document && pdfIn(recogniseFile(document.bytes), document.bytes);
    return pdf !== undefined && pdf.length <= LARGEST_BYTES ? pdf : undefined;
  }

  async function next(record: KeptRecord, ins: InsRef): Promise<HandedOut | undefined> {
    for (const uniqueId of record.unread()) {
      const pdf = await pdfOf(record, uniqueId);
      if (pdf === undefined) {
        record.giveUp(uniqueId);
        continue;
      }
      // Before it leaves: a file that brings its reader down does not do so for ever.
      record.handOut(uniqueId);
      return { ins, uniqueId, bytes: new Uint8Array(pdf) };
    }
    return undefined;
  }

  return {
    'visitBag.nextPages': async () => {
      const open = session();
      if (!open.ok) return open;
      const from = bag();
      handed = undefined;
      for (const { patient, words } of from?.patients() ?? []) {
        if (words.unread === 0) continue;
        const found = await from?.with(patient.ins, (record) => next(record, patient.ins));
        if (found === undefined) continue;
        handed = { ins: found.ins, uniqueId: found.uniqueId };
        return ok(found);
      }
      return ok(null);
    },
    'visitBag.tellPages': async ({ ins, uniqueId, text }) => {
      const open = session();
      if (!open.ok) return open;
      const isHanded = handed !== undefined && sameIns(handed.ins, ins) && handed.uniqueId === uniqueId;
      if (!isHanded) return err('REFUSED');
      handed = undefined;
      await bag()?.with(ins, (record) => {
        // Taken along anew meanwhile, it is another copy: it is read in its turn.
        if (record.wordsOf(uniqueId) === 'unread') return;
        if (text === null) record.giveUp(uniqueId);
        else record.setPages(uniqueId, plainWords(text));
      });
      return ok(null);
    },
  };
}
