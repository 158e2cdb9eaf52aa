import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { DocumentAct } from '../../shared/bridge/record.ts';
import type { SpaceHandlers } from '../../shared/bridge/space/contract.ts';
import type { SpaceDocumentAct } from '../../shared/bridge/space/documents.ts';
import { inspectFile } from '../../shared/documents/inspect.ts';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import { readBinary } from '../gateway/binary.ts';
import { operationOf } from '../gateway/document-change.ts';
import { fileNameFor } from '../gateway/file-name.ts';
import { findSheet, findSheets, patchSheet, readPage } from '../gateway/document-reference.ts';
import { publishOwnDocument } from '../gateway/own-document.ts';
import { maskAll } from '../gateway/patient-operations.ts';
import type { Sheet } from '../gateway/sheet.ts';
import { labelsOf, summaryOf } from '../gateway/sheet.ts';
import { newUniqueId } from '../gateway/unique-id.ts';
import type { SpaceHost } from './host.ts';
import type { SpaceReference } from './reference.ts';
import type { OpenSpace } from './session.ts';

export interface SpaceDocumentDeps {
  readonly space: () => Result<OpenSpace, 'LOCKED'>;
  readonly reference: SpaceReference;
  readonly host: SpaceHost;
  readonly now: () => number;
  readonly onChanged: () => void;
}

type DocumentCall = Extract<keyof SpaceHandlers, `own.documents.${string}`>;

const ACTS = { mask: 'mask', show: 'unmask', delete: 'delete' } as const satisfies Record<
  SpaceDocumentAct,
  DocumentAct
>;

/** The documents of the space: what its reader sees, what he adds, masks and takes away. */
export function createSpaceDocuments(deps: SpaceDocumentDeps): Pick<SpaceHandlers, DocumentCall> {
  const { reference } = deps;
  const summary = (sheet: Sheet) => summaryOf(sheet, '', reference.nomenclature);

  async function allSheets(space: OpenSpace): Promise<Result<readonly Sheet[], FailureCode>> {
    const { ins } = space.holder;
    const sheets: Sheet[] = [];
    let page = await findSheets(space.client, { ins, since: null, includeSuperseded: false });
    for (;;) {
      if (!page.ok) return page;
      sheets.push(...page.value.found);
      if (page.value.next === undefined) return ok(sheets);
      page = await readPage(space.client, page.value.next, ins);
    }
  }

  async function content(
    space: OpenSpace,
    uniqueId: string,
  ): Promise<Result<{ sheet: Sheet; mediaType: string; bytes: Uint8Array<ArrayBuffer> }, FailureCode>> {
    const sheet = await findSheet(space.client, space.holder.ins, uniqueId);
    if (!sheet.ok) return sheet;
    const binary = await readBinary(space.client, sheet.value.content[0]?.attachment.url ?? '');
    return binary.ok ? ok({ sheet: sheet.value, ...binary.value }) : binary;
  }

  async function change(
    { client, holder }: OpenSpace,
    act: SpaceDocumentAct,
    uniqueId: string,
    seenVersion: number,
  ): Promise<Result<null, FailureCode>> {
    // Read anew: the whole label is written back, and must not undo what somebody else just set.
    const before = await findSheet(client, holder.ins, uniqueId);
    if (!before.ok) return before;
    const isMasked = labelsOf(before.value).includes('MASQUE_PS');
    if ((act === 'mask' && isMasked) || (act === 'show' && !isMasked)) return ok(null);
    const operation = operationOf(ACTS[act], before.value);
    if (operation === undefined) return err('INVALID');
    const patch = { seenVersion, confirmed: false, operations: [operation] };
    const after = await patchSheet(client, uniqueId, patch);
    return after.ok ? ok(null) : after;
  }

  return {
    'own.documents.list': async () => {
      const space = deps.space();
      if (!space.ok) return space;
      const sheets = await allSheets(space.value);
      if (!sheets.ok) return sheets;
      return ok({ documents: sheets.value.map(summary), asOf: new Date(deps.now()).toISOString() });
    },

    'own.documents.open': async ({ uniqueId }) => {
      const space = deps.space();
      if (!space.ok) return space;
      const read = await content(space.value, uniqueId);
      if (!read.ok) return read;
      const { sheet, mediaType, bytes } = read.value;
      return ok({ ins: space.value.holder.ins, summary: summary(sheet), mediaType, bytes, warnings: [] });
    },

    'own.documents.add': async ({ title, type, fileName, bytes, masked, replaces }) => {
      const space = deps.space();
      if (!space.ok) return space;
      const before = replaces === null ? null : await content(space.value, replaces.uniqueId);
      if (before !== null && !before.ok) return before;
      const file = bytes ?? before?.value.bytes;
      const named = reference.type(type);
      if (file === undefined || named === undefined) return err('INVALID');
      const accepted = inspectFile(
        bytes === null ? '' : fileName,
        file,
        reference.documentMaxBytes,
        reference.templateFormats,
      );
      if (!accepted.ok) return err(fileFailure(accepted.error));
      const published = await publishOwnDocument(space.value.client, {
        uniqueId: newUniqueId(),
        patient: space.value.holder,
        title,
        type: named,
        format: accepted.value.format.code,
        mediaType: accepted.value.format.mediaType,
        bytes: file,
        createdAt: new Date(deps.now()).toISOString(),
        confidentiality: masked ? ['N', 'MASQUE_PS'] : ['N'],
        replaces,
      });
      if (published.ok) deps.onChanged();
      return published;
    },

    'own.documents.act': async ({ act, documents }) => {
      const space = deps.space();
      if (!space.ok) return space;
      let count = 0;
      for (const { uniqueId, seenVersion } of documents) {
        const done = await change(space.value, act, uniqueId, seenVersion);
        if (!done.ok) {
          if (count > 0) deps.onChanged();
          return done;
        }
        count += 1;
      }
      deps.onChanged();
      return ok({ count });
    },

    'own.documents.save': async ({ uniqueId }) => {
      const space = deps.space();
      if (!space.ok) return space;
      const read = await content(space.value, uniqueId);
      if (!read.ok) return read;
      const { sheet, mediaType, bytes } = read.value;
      const outcome = await deps.host.saveFile(fileNameFor(summary(sheet), mediaType), bytes);
      return ok({ saved: outcome === 'saved' });
    },

    'own.documents.print': async () => {
      const space = deps.space();
      return space.ok ? ok({ printed: (await deps.host.print()) === 'printed' }) : space;
    },

    'own.documents.maskAll': async ({ mask, future }) => {
      const space = deps.space();
      if (!space.ok) return space;
      const done = await maskAll(space.value.client, mask, future);
      if (done.ok) deps.onChanged();
      return done;
    },
  };
}

function fileFailure(problem: Extract<ReturnType<typeof inspectFile>, { ok: false }>['error']): FailureCode {
  return problem === 'PASSWORD_PROTECTED' || problem === 'DAMAGED' ? 'CONTENT_MISMATCH' : problem;
}
