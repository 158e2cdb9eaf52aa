import { createHash } from 'node:crypto';
import type { Handlers } from '../../shared/bridge/contract.ts';
import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { InsRef } from '../../shared/bridge/identity.ts';
import { sameIns } from '../../shared/bridge/identity.ts';
import type { DocumentProgress, OpenedDocument } from '../../shared/bridge/record.ts';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import { plainWords } from '../../shared/documents/words.ts';
import type { ReadBinary } from '../gateway/binary.ts';
import { readBinary } from '../gateway/binary.ts';
import type { Nomenclature, Sheet } from '../gateway/sheet.ts';
import { summaryOf } from '../gateway/sheet.ts';
import type { Host } from '../hosts/host.ts';
import type { Log } from '../log/log.ts';
import { fileNameFor } from '../gateway/file-name.ts';
import type { Keeping } from './keeping.ts';
import type { OpenRecord, Records } from './record.ts';
import { isOrdinary } from './record.ts';
import type { OpenSession } from './session.ts';

export interface DocumentDeps {
  readonly session: () => Result<OpenSession, 'LOCKED'>;
  readonly records: Records;
  /** What was read may be read again where the service does not answer. */
  readonly keeping: Keeping;
  readonly now: () => number;
  readonly nomenclature: Nomenclature;
  readonly host: Host;
  readonly log: Log;
  readonly onProgress: (progress: DocumentProgress) => void;
}

/** Reads, saves and prints the documents of the open record. */
export function createDocuments(
  deps: DocumentDeps,
): Pick<
  Handlers,
  'document.open' | 'document.cancel' | 'document.pages' | 'document.save' | 'document.print'
> {
  const coming = new Map<string, AbortController>();
  /** The document that the window shows, until it has told the words of its pages. */
  let untold: { readonly ins: InsRef; readonly uniqueId: string } | undefined;

  async function read(ins: InsRef, uniqueId: string): Promise<Result<OpenedDocument, FailureCode>> {
    const session = deps.session();
    if (!session.ok) return session;
    const record = deps.records.of(ins);
    if (!record.ok) return record;
    const sheet = await record.value.sheet(uniqueId);
    if (!sheet.ok) return withoutService(record.value, uniqueId, sheet.error);
    const attachment = sheet.value.content[0]?.attachment;
    if (attachment === undefined) return err('NOT_FOUND');
    const stop = new AbortController();
    coming.get(uniqueId)?.abort();
    coming.set(uniqueId, stop);
    const binary = await readBinary(record.value.client, attachment.url, {
      signal: stop.signal,
      onReceived: (receivedBytes, totalBytes) => deps.onProgress({ uniqueId, receivedBytes, totalBytes }),
    });
    if (coming.get(uniqueId) === stop) coming.delete(uniqueId);
    if (!binary.ok) return withoutService(record.value, uniqueId, binary.error);
    // After the reader has it: keeping it is for later.
    if (isOrdinary(record.value)) {
      const at = new Date(deps.now()).toISOString();
      void deps.keeping.read(ins, sheet.value, binary.value, at).catch(() => undefined);
    }
    return ok(shown(ins, sheet.value, binary.value, session.value.professional.id));
  }

  function shown(ins: InsRef, sheet: Sheet, binary: ReadBinary, ownId: string): OpenedDocument {
    const { bytes, mediaType, warnings } = binary;
    const integrity = integrityOf(bytes, sheet.content[0]?.attachment.hash);
    if (integrity === 'differs') deps.log.write({ event: 'document.hashDiffers' });
    return {
      ins,
      summary: summaryOf(sheet, ownId, deps.nomenclature),
      mediaType,
      bytes,
      warnings,
      integrity,
    };
  }

  /** As it was read before, where the service does not answer; what it refuses is kept no longer. */
  async function withoutService(
    record: OpenRecord,
    uniqueId: string,
    error: FailureCode,
  ): Promise<Result<OpenedDocument, FailureCode>> {
    const session = deps.session();
    if (!session.ok || !isOrdinary(record)) return session.ok ? err(error) : session;
    const { ins } = record.view.patient;
    if (error !== 'SERVICE_UNREACHABLE') {
      await deps.keeping.refused(ins, error, uniqueId);
      return err(error);
    }
    const kept = await deps.keeping.document(ins, uniqueId);
    if (!kept.ok) return kept;
    const { sheet, binary } = kept.value;
    return ok({ ...shown(ins, sheet, binary, session.value.professional.id), kept: kept.value.kept });
  }

  return {
    'document.open': async ({ ins, uniqueId }) => {
      untold = undefined;
      const document = await read(ins, uniqueId);
      const record = deps.records.of(ins);
      if (document.ok && record.ok && isOrdinary(record.value)) untold = { ins, uniqueId };
      return document;
    },

    'document.pages': async ({ ins, uniqueId, text }) => {
      const record = deps.records.of(ins);
      if (!record.ok) return record;
      const isShown = untold !== undefined && sameIns(untold.ins, ins) && untold.uniqueId === uniqueId;
      if (!isShown) return err('REFUSED');
      // Once an opening: a page that has lost its mind cannot write for ever.
      untold = undefined;
      await deps.keeping.pages(ins, uniqueId, plainWords(text));
      return ok(null);
    },

    'document.cancel': async ({ ins, uniqueId }) => {
      const record = deps.records.of(ins);
      if (!record.ok) return record;
      coming.get(uniqueId)?.abort();
      return ok(null);
    },

    'document.save': async ({ ins, uniqueId }) => {
      const document = await read(ins, uniqueId);
      if (!document.ok) return document;
      const { summary, bytes, mediaType } = document.value;
      const outcome = await deps.host.saveFile(fileNameFor(summary, mediaType), bytes);
      return ok({ saved: outcome === 'saved' });
    },

    'document.print': async ({ ins, uniqueId }) => {
      const record = deps.records.of(ins);
      if (!record.ok) return record;
      const sheet = await record.value.sheet(uniqueId);
      if (!sheet.ok) return sheet;
      return ok({ printed: (await deps.host.print()) === 'printed' });
    },
  };
}

/** Published sheets carry wrong hashes: a difference is told, and the document is shown all the same. */
function integrityOf(bytes: Uint8Array, hash: string | undefined): 'matches' | 'differs' | 'unknown' {
  if (hash === undefined) return 'unknown';
  return createHash('sha1').update(bytes).digest('base64') === hash ? 'matches' : 'differs';
}
