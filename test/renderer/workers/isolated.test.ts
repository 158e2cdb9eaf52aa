import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { askIsolated, isolate } from '../../../renderer/workers/isolated.ts';

/** A thread whose reader answers, hangs or fails as the address says. */
class FakeWorker {
  static terminated = 0;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onerror: ((event: { preventDefault(): void }) => void) | null = null;
  readonly #behaviour: string;

  constructor(address: URL) {
    this.#behaviour = new URL(address).pathname.slice(1);
  }

  postMessage(question: unknown): void {
    if (this.#behaviour === 'answers') queueMicrotask(() => this.onmessage?.({ data: question }));
    if (this.#behaviour === 'fails') queueMicrotask(() => this.onerror?.({ preventDefault: () => {} }));
  }

  terminate(): void {
    FakeWorker.terminated += 1;
  }
}

describe('reading in isolation', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('Worker', FakeWorker);
    FakeWorker.terminated = 0;
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('gives the answer and ends the thread', async () => {
    await expect(askIsolated('/answers', 42)).resolves.toEqual({ ok: true, value: 42 });
    expect(FakeWorker.terminated).toBeGreaterThan(0);
  });

  it('ends a reader that hangs once its time is over, and not before', async () => {
    const answer = askIsolated('/hangs', 1);
    await vi.advanceTimersByTimeAsync(4_999);
    expect(FakeWorker.terminated).toBe(0);
    await vi.advanceTimersByTimeAsync(1);
    await expect(answer).resolves.toEqual({ ok: false, error: 'TIMEOUT' });
    expect(FakeWorker.terminated).toBeGreaterThan(0);
  });

  it('reports a reader that fails, and asks it nothing more', async () => {
    const reader = isolate<number, number>('/fails');
    await expect(reader.ask(1)).resolves.toEqual({ ok: false, error: 'CRASHED' });
    await expect(reader.ask(2)).resolves.toEqual({ ok: false, error: 'CRASHED' });
  });

  it('starts no script of another origin', () => {
    expect(() => isolate('https://ailleurs.example/script.js')).toThrow('another origin');
  });
});
