import { setTimeout as pause } from 'node:timers/promises';
import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { InsRef } from '../../shared/bridge/identity.ts';
import type { ServiceClient } from './client.ts';
import { tokenParam } from './client.ts';
import { backoffMs, STREAM_BACKOFF } from './patience.ts';

/** What is done when what the service is asked to wait for comes. */
interface Waiting {
  readonly client: ServiceClient;
  /** What may be seen is no longer what it was. */
  readonly onChange: () => void;
  /** The service gives no right to wait any more, or tells of no changes at all: it is asked no more. */
  readonly onRefused: () => void;
  /** A sign of life came: what may be seen is still what it was. */
  readonly onAlive?: () => void;
}

/** Sooner than the token ends, so that its end is no news: the stream goes on with the renewed one. */
const RENEW_MS = 8 * 60_000;

/** What says that the way was lost, and not the right. */
const TROUBLE: ReadonlySet<FailureCode> = new Set(['SERVICE_UNREACHABLE', 'RATE_LIMITED', 'INTERNAL']);

/** Waits for changes of a record. @returns the way to stop */
export const watchRecord = ({ ins, ...waiting }: Waiting & { readonly ins: InsRef }): (() => void) =>
  watch(`patient.identifier=${tokenParam(ins)}`, waiting);

/** Waits for changes of whatever the professional takes part in, on any record. @returns the way to stop */
export const watchTakingPart = (waiting: Waiting): (() => void) => watch('taking-part=me', waiting);

/**
 * Waits for changes until it is stopped or refused. A lost way is sought again, each time later,
 * and what was missed meanwhile is told then.
 *
 * @returns the way to stop
 */
function watch(what: string, { client, onChange, onRefused, onAlive }: Waiting): () => void {
  const stopped = new AbortController();
  let lastId: string | undefined;

  /** @returns whether the way was found */
  async function once(): Promise<boolean> {
    const signal = AbortSignal.any([stopped.signal, AbortSignal.timeout(RENEW_MS)]);
    const headers = {
      accept: 'text/event-stream',
      ...(lastId === undefined ? {} : { 'last-event-id': lastId }),
    };
    const stream = await client.follow(`/changes?${what}`, headers, signal);
    if (stopped.signal.aborted) return false;
    if (!stream.ok) {
      if (TROUBLE.has(stream.error)) return false;
      stopped.abort();
      onRefused();
      return false;
    }
    for await (const event of eventsOf(stream.value)) {
      if (stopped.signal.aborted) break;
      lastId = event.id ?? lastId;
      if (event.isChange) onChange();
      else onAlive?.();
    }
    return true;
  }

  async function keep(): Promise<void> {
    let failures = 0;
    while (!stopped.signal.aborted) {
      // A stream that breaks off throws: the way was there, and is sought again.
      const found = await once().catch(() => true);
      failures = found ? 1 : failures + 1;
      const wait = backoffMs(STREAM_BACKOFF, failures, Math.random());
      await pause(wait, undefined, { signal: stopped.signal, ref: false }).catch(() => undefined);
    }
  }

  void keep();
  return () => stopped.abort();
}

interface ServiceEvent {
  readonly id: string | undefined;
  readonly isChange: boolean;
}

/** The events of a stream (WHATWG HTML 9.2.6, as far as this service uses it). */
async function* eventsOf(text: AsyncIterable<string>): AsyncIterable<ServiceEvent> {
  let rest = '';
  for await (const piece of text) {
    const blocks = `${rest}${piece}`.split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const lines = block.split('\n');
      const id = lines.find((line) => line.startsWith('id: '))?.slice(4);
      yield { id, isChange: lines.includes('event: change') };
    }
  }
}
