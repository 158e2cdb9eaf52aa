import { setTimeout as pause } from 'node:timers/promises';
import type { TestedService } from './documents/service.ts';

/** A follower of a record, as a plain client is one. */
export interface Followed {
  readonly status: number;
  readonly contentType: string | null;
  /** Instants at which an event came. */
  readonly events: number[];
  /** Everything that came, as it came. */
  text(): string;
  /** What a client that lost the way gives back. */
  lastId(): string | undefined;
  isOver(): boolean;
  /** The next event after those that were taken, or the end. */
  next(withinMs?: number): Promise<'event' | 'end' | 'nothing'>;
  stop(): void;
}

export function follow(
  service: TestedService,
  token: string,
  patient: string,
  lastId?: string,
): Promise<Followed> {
  const { system, ins } = service.patient(patient);
  const named = encodeURIComponent(`${system}|${ins}`);
  return followWhat(service, token, `patient.identifier=${named}`, lastId);
}

/** Follows whatever the query names. */
export async function followWhat(
  service: TestedService,
  token: string,
  query: string,
  lastId?: string,
): Promise<Followed> {
  const stopped = new AbortController();
  const answer = await fetch(`${service.url}/changes?${query}`, {
    headers: {
      accept: 'text/event-stream',
      authorization: `Bearer ${token}`,
      ...(lastId === undefined ? {} : { 'last-event-id': lastId }),
    },
    signal: stopped.signal,
  });
  const events: number[] = [];
  let text = '';
  let over = false;
  let taken = 0;
  const read = async (): Promise<void> => {
    if (answer.body === null) return;
    const decoder = new TextDecoder();
    for await (const chunk of answer.body) {
      text += decoder.decode(chunk, { stream: true });
      const seen = text.split('event: change\ndata:\n\n').length - 1;
      while (events.length < seen) events.push(Date.now());
    }
  };
  void read()
    .catch(() => undefined)
    .finally(() => (over = true));
  return {
    status: answer.status,
    contentType: answer.headers.get('content-type'),
    events,
    text: () => text,
    lastId: () => [...text.matchAll(/^id: (.*)$/gm)].at(-1)?.[1],
    isOver: () => over,
    next: async (withinMs = 2_000) => {
      const until = Date.now() + withinMs;
      while (Date.now() < until) {
        if (events.length > taken) {
          taken += 1;
          return 'event';
        }
        if (over) return 'end';
        await pause(5);
      }
      return 'nothing';
    },
    stop: () => stopped.abort(),
  };
}
