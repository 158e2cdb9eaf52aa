import { setTimeout as pause } from 'node:timers/promises';
import type { Warning } from '../../shared/access/vocabulary.ts';
import { WARNINGS } from '../../shared/access/vocabulary.ts';
import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import { belowBase } from './bundle.ts';
import type { ServiceClient } from './client.ts';
import type { WireAnswer } from './connection.ts';
import { backoffMs, PATIENCE, READ_BACKOFF, READ_TRIES } from './patience.ts';

export interface ReadBinary {
  readonly mediaType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly warnings: Warning[];
}

/** What whoever waits for a document may look at and do meanwhile. */
export interface Download {
  readonly signal: AbortSignal;
  readonly onReceived: (receivedBytes: number, totalBytes: number) => void;
}

/**
 * The bytes of a document (TD3.2), asked raw. A way that breaks off is taken up where it broke, as long as it is
 * the same document (RFC 9110 13.1.5, 14).
 *
 * @param url the one of its sheet, absolute or below the base
 */
export async function readBinary(
  client: ServiceClient,
  url: string,
  download?: Download,
): Promise<Result<ReadBinary, FailureCode>> {
  const path = /^https?:/.test(url) ? belowBase(client.base, url) : url.replace(/^\//, '');
  // The session's token follows no address outside the service.
  if (path?.startsWith('Binary/') !== true) return err('NOT_FOUND');
  let pieces: Uint8Array[] = [];
  let received = 0;
  let etag = '';
  for (let failures = 1; ; failures += 1) {
    const before = received;
    let isFirst = true;
    const answer = await client.fhir({
      method: 'GET',
      path,
      headers: {
        accept: '*/*',
        ...(received === 0 ? {} : { range: `bytes=${received}-`, 'if-range': etag }),
      },
      timeoutMs: PATIENCE.pieceMs,
      ...(download === undefined ? {} : { signal: download.signal }),
      onPiece: (piece, { status, headers }) => {
        // Everything comes from its beginning: it changed meanwhile, or the service knows no ranges.
        if (isFirst && status !== 206) {
          pieces = [];
          received = 0;
        }
        isFirst = false;
        etag = headerText(headers['etag']);
        pieces.push(Uint8Array.from(piece));
        received += piece.length;
        download?.onReceived(received, totalOf(headers));
      },
    });
    if (download?.signal.aborted === true) return err('CANCELLED');
    if (answer.ok) {
      const { headers } = answer.value;
      return ok({
        mediaType: headerText(headers['content-type']).split(';')[0]?.trim() || 'application/octet-stream',
        bytes: Uint8Array.from(Buffer.concat(pieces)),
        warnings: warningsOf(headerText(headers['x-dmp-warning'])),
      });
    }
    if (answer.error !== 'SERVICE_UNREACHABLE') return answer;
    // What came on the way is progress: only a way on which nothing comes is given up.
    if (received > before) failures = 0;
    if (failures >= READ_TRIES) return answer;
    await pause(backoffMs(READ_BACKOFF, Math.max(failures, 1), Math.random()));
  }
}

/** Bytes of the whole, whether all of it comes or the rest. */
function totalOf(headers: WireAnswer['headers']): number {
  const ofRange = /\/(\d+)$/.exec(headerText(headers['content-range']))?.[1];
  return Number(ofRange ?? headerText(headers['content-length'])) || 0;
}

function warningsOf(text: string): Warning[] {
  const named = new Set(text.split(',').map((word) => word.trim()));
  return WARNINGS.filter((warning) => named.has(warning));
}

function headerText(value: string | string[] | undefined): string {
  return Array.isArray(value) ? value.join(',') : (value ?? '');
}
