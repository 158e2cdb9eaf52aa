import type { Warning } from '../../shared/access/vocabulary.ts';
import { WARNINGS } from '../../shared/access/vocabulary.ts';
import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import { belowBase } from './bundle.ts';
import type { ServiceClient } from './client.ts';
import { PATIENCE } from './patience.ts';

export interface ReadBinary {
  readonly mediaType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly warnings: Warning[];
}

/** The bytes of a document (TD3.2), asked raw. `url` is the one of its sheet, absolute or below the base. */
export async function readBinary(
  client: ServiceClient,
  url: string,
): Promise<Result<ReadBinary, FailureCode>> {
  const path = /^https?:/.test(url) ? belowBase(client.base, url) : url.replace(/^\//, '');
  // The session's token follows no address outside the service.
  if (path?.startsWith('Binary/') !== true) return err('NOT_FOUND');
  const answer = await client.fhir({
    method: 'GET',
    path,
    headers: { accept: '*/*' },
    timeoutMs: PATIENCE.pieceMs,
  });
  if (!answer.ok) return answer;
  const { headers, body } = answer.value;
  return ok({
    mediaType: headerText(headers['content-type']).split(';')[0]?.trim() || 'application/octet-stream',
    bytes: body,
    warnings: warningsOf(headerText(headers['x-dmp-warning'])),
  });
}

function warningsOf(text: string): Warning[] {
  const named = new Set(text.split(',').map((word) => word.trim()));
  return WARNINGS.filter((warning) => named.has(warning));
}

function headerText(value: string | string[] | undefined): string {
  return Array.isArray(value) ? value.join(',') : (value ?? '');
}
