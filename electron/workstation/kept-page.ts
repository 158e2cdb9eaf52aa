import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { InsRef } from '../../shared/bridge/identity.ts';
import type { DocumentPage } from '../../shared/bridge/record.ts';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import type { ServiceClient } from '../gateway/client.ts';
import { findSheets, readPage } from '../gateway/document-reference.ts';
import type { Nomenclature, Sheet } from '../gateway/sheet.ts';
import { summaryOf } from '../gateway/sheet.ts';
import type { Keeping, KeptView } from './keeping.ts';

/** The part of a kept list that was asked for, as a page of its own: it has no further ones. */
export function keptPage(
  { kept }: KeptView,
  list: { readonly sheets: readonly Sheet[]; readonly readable: ReadonlySet<string>; readonly at: string },
  scope: { readonly ins: InsRef; readonly since: string | null; readonly includeSuperseded: boolean },
  ownId: string,
  nomenclature: Nomenclature,
): DocumentPage {
  const { ins, since, includeSuperseded } = scope;
  const documents = list.sheets
    .filter(({ date }) => since === null || (date ?? '') >= since)
    .map((sheet) => summaryOf(sheet, ownId, nomenclature))
    .filter(({ status }) => includeSuperseded || status === 'current');
  return {
    ins,
    documents,
    total: documents.length,
    cursor: null,
    asOf: list.at,
    kept: { ...kept, at: list.at },
    readable: documents.flatMap(({ uniqueId }) => (list.readable.has(uniqueId) ? [uniqueId] : [])),
  };
}

/** Answers of a search that are read at most; more would not be looked through. */
const FOUND_PAGES = 10;

interface Found {
  readonly ins: InsRef;
  readonly uniqueIds: string[];
  /** Looked for by their titles alone: the post does not know what they say. */
  readonly wordless: string[];
  readonly source: 'service' | 'post';
}

/**
 * The documents of a record that say these words. The service looks through all that one may read; where it does
 * not answer, the post looks through what it kept.
 */
export async function findWords(
  client: ServiceClient,
  keeping: Pick<Keeping, 'find'>,
  ins: InsRef,
  text: string,
): Promise<Result<Found, FailureCode>> {
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.length === 0) return ok({ ins, uniqueIds: [], wordless: [], source: 'service' });
  const uniqueIds: string[] = [];
  let page = await findSheets(client, { ins, since: null, includeSuperseded: true, text: words.join(' ') });
  for (let read = 1; page.ok; read += 1) {
    uniqueIds.push(...page.value.found.map(({ masterIdentifier }) => masterIdentifier.value));
    if (page.value.next === undefined || read === FOUND_PAGES)
      return ok({ ins, uniqueIds, wordless: [], source: 'service' });
    page = await readPage(client, page.value.next, ins);
  }
  if (page.error !== 'SERVICE_UNREACHABLE') return page;
  const found = await keeping.find(ins, words);
  return found === undefined ? err('LEASE_ENDED') : ok({ ins, ...found, source: 'post' });
}
