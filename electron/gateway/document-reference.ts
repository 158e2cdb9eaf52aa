import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { InsRef } from '../../shared/bridge/identity.ts';
import { URI_SYSTEM } from '../../shared/fhir/systems.ts';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import type { UnnamedRequest } from './named-request.ts';
import type { SearchPage } from './bundle.ts';
import { readJson, search } from './bundle.ts';
import type { ServiceClient } from './client.ts';
import { tokenParam } from './client.ts';
import type { WireAnswer } from './connection.ts';
import { Sheet } from './sheet.ts';

/** The most that the service gives in one page. */
const PAGE_SIZE = 200;

export interface SheetQuery {
  readonly ins: InsRef;
  /** Sheets from this day on (`YYYY-MM-DD`); null: all. */
  readonly since: string | null;
  readonly includeSuperseded: boolean;
  /** Only what is masked, for a médecin traitant. */
  readonly maskedOnly?: boolean;
  /** Only what says these words. */
  readonly text?: string;
}

/** First page of the sheets that the professional may read (TD3.1a). */
export function findSheets(
  client: ServiceClient,
  query: SheetQuery,
): Promise<Result<SearchPage<Sheet>, FailureCode>> {
  const status = query.includeSuperseded ? 'current,superseded' : 'current';
  const since = query.since === null ? '' : `&date=ge${query.since}`;
  const masked = query.maskedOnly === true ? '&security-label=MASQUE_PS' : '';
  const said = query.text === undefined ? '' : `&_content=${encodeURIComponent(query.text)}`;
  return readPage(
    client,
    `DocumentReference?patient.identifier=${tokenParam(query.ins)}&status=${status}${since}${masked}${said}&_count=${PAGE_SIZE}`,
    query.ins,
  );
}

/** The latest current sheets of some types, one page of them; how many there are in all is not asked for. */
export async function findSheetsOfTypes(
  client: ServiceClient,
  ins: InsRef,
  types: readonly string[],
): Promise<Result<{ readonly found: readonly Sheet[]; readonly hasMore: boolean }, FailureCode>> {
  const page = await readPage(
    client,
    `DocumentReference?patient.identifier=${tokenParam(ins)}&status=current&type=${types.map(encodeURIComponent).join(',')}&_total=none&_count=${PAGE_SIZE}`,
    ins,
  );
  return page.ok ? ok({ found: page.value.found, hasMore: page.value.next !== undefined }) : page;
}

/** The page that a link of an earlier page leads to. */
export async function readPage(
  client: ServiceClient,
  path: string,
  ins: InsRef,
): Promise<Result<SearchPage<Sheet>, FailureCode>> {
  const page = await search(client, path, {
    resourceType: 'DocumentReference',
    schema: Sheet,
    thing: 'sheet',
  });
  if (!page.ok) return page;
  const own = page.value.found.filter((sheet) => isOf(sheet, ins));
  const foreign = page.value.found.length - own.length;
  if (foreign > 0) client.unusual('sheet', foreign);
  return ok({ ...page.value, found: own });
}

/** One sheet by the document's own identifier (TD3.1b). */
export async function findSheet(
  client: ServiceClient,
  ins: InsRef,
  uniqueId: string,
): Promise<Result<Sheet, FailureCode>> {
  const page = await readPage(
    client,
    `DocumentReference?patient.identifier=${tokenParam(ins)}&identifier=${uniqueIdParam(uniqueId)}&status=current,superseded`,
    ins,
  );
  if (!page.ok) return page;
  const sheet = page.value.found.find(({ masterIdentifier }) => masterIdentifier.value === uniqueId);
  return sheet === undefined ? err('NOT_FOUND') : ok(sheet);
}

/** One operation of a JSON Patch (RFC 6902). */
export interface PatchOperation {
  readonly op: 'add' | 'replace';
  readonly path: string;
  readonly value: unknown;
}

export interface SheetChange {
  readonly seenVersion: number;
  readonly confirmed: boolean;
  readonly operations: readonly PatchOperation[];
}

/** The request that changes the sheet of a document (TD3.3), if its version is still the one seen. */
export function changeRequest(
  uniqueId: string,
  { seenVersion, confirmed, operations }: SheetChange,
): UnnamedRequest {
  return {
    method: 'PATCH',
    path: `DocumentReference?identifier=${uniqueIdParam(uniqueId)}`,
    headers: {
      'content-type': 'application/json-patch+json',
      'if-match': `W/"${seenVersion}"`,
      ...(confirmed ? { 'x-dmp-confirmed': 'true' } : {}),
    },
    body: Buffer.from(JSON.stringify(operations), 'utf8'),
  };
}

/** Changes a sheet at once. @returns the sheet as it now is */
export async function patchSheet(
  client: ServiceClient,
  uniqueId: string,
  change: SheetChange,
): Promise<Result<Sheet, FailureCode>> {
  const answer = await client.fhir(changeRequest(uniqueId, change));
  return answer.ok ? changedSheet(answer.value) : answer;
}

/** The sheet as it now is, as a change is answered. */
export function changedSheet(answer: WireAnswer): Result<Sheet, FailureCode> {
  const json = readJson(answer);
  if (!json.ok) return json;
  const sheet = Sheet.safeParse(json.value);
  return sheet.success ? ok(sheet.data) : err('INTERNAL');
}

function uniqueIdParam(uniqueId: string): string {
  return tokenParam({ system: URI_SYSTEM, value: uniqueId });
}

/**
 * A sheet that names another patient is never shown under this one, whatever the service answered. It may
 * name its patient by identifier, by a search, or by the logical id of a patient that we did not ask for.
 */
function isOf(sheet: Sheet, ins: InsRef): boolean {
  const named = sheet.subject?.identifier;
  if (named?.value !== undefined) return named.value === ins.value;
  const search = /[?&]identifier=([^&]+)/.exec(sheet.subject?.reference ?? '')?.[1];
  return search === undefined || decodeURIComponent(search).split('|').at(-1) === ins.value;
}
