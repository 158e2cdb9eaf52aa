import type { Named } from '../../../shared/fhir/document-sheet.ts';
import type { SignedInExchange } from '../http/exchange.ts';
import type { DocumentRow, DocumentStore } from './store.ts';

/**
 * The document that a reference or a condition names: by its id of the moment, its own identifier, or the
 * identifier that its versions share, of which the current one is meant.
 */
export function locate(documents: DocumentStore, named: Named | undefined): DocumentRow | undefined {
  if (named === undefined) return undefined;
  if (named.by === 'id') return documents.byEntryId(named.id);
  const own = documents.byUniqueId(named.system, named.value);
  if (own !== undefined) return own;
  const versions = documents.byLogicalId(named.system, named.value);
  return (
    versions.find(({ status }) => status === 'current') ??
    versions.find(({ status }) => status === 'superseded') ??
    versions[0]
  );
}

/** `W/"3"` or `"3"`: the version that a client saw. */
export function seenVersion(ifMatch: string | undefined): number | undefined {
  const version = /^(?:W\/)?"(\d{1,9})"$/.exec(ifMatch?.trim() ?? '')?.[1];
  return version === undefined ? undefined : Number(version);
}

export const etagOf = ({ version }: Pick<DocumentRow, 'version'>): string => `W/"${version}"`;

/** The header by which a client says that a person confirmed an act that cannot be taken back (E11). */
export function isConfirmed({ request }: Pick<SignedInExchange, 'request'>): boolean {
  return request.headers['x-dmp-confirmed'] === 'true';
}
