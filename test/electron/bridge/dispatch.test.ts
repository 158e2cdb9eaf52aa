import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { createDispatch } from '../../../electron/bridge/dispatch.ts';
import type { Channel } from '../../../shared/bridge/channels.ts';
import { channels, events } from '../../../shared/bridge/channels.ts';
import type { Handlers } from '../../../shared/bridge/contract.ts';
import { contract, eventContract } from '../../../shared/bridge/contract.ts';
import { FAILURE_CODES } from '../../../shared/bridge/failure.ts';
import { channels as spaceChannels, events as spaceEvents } from '../../../shared/bridge/space/channels.ts';
import type { SpaceHandlers } from '../../../shared/bridge/space/contract.ts';
import { spaceContract } from '../../../shared/bridge/space/contract.ts';
import { decode, encode } from '../../../shared/bridge/wire.ts';
import { ok } from '../../../shared/result.ts';

/** Handlers that answer nothing of the contract's form: what gets through them is the dispatch's own fault. */
function handlersAnswering(value: unknown): Handlers {
  const answer = async () => ok(value);
  return Object.fromEntries(channels.map((channel) => [channel, answer])) as unknown as Handlers;
}

describe('dispatch of the bridge', () => {
  it.each([
    ['the professional’s window', contract, eventContract, channels, events],
    ['the patient’s window', spaceContract.calls, spaceContract.events, spaceChannels, spaceEvents],
  ])(
    'has a schema for each call and event of %s, and no other',
    (_window, calls, told, names, eventNames) => {
      expect(Object.keys(calls).toSorted()).toEqual([...names].toSorted());
      expect(Object.keys(told).toSorted()).toEqual([...eventNames].toSorted());
    },
  );

  it('serves one window no call of the other', async () => {
    const handler = vi.fn(async () => ok(null));
    const handlers = Object.fromEntries(spaceChannels.map((channel) => [channel, handler]));
    const dispatch = createDispatch(
      spaceContract.calls,
      handlers as unknown as SpaceHandlers,
      () => undefined,
    );
    for (const channel of channels) {
      expect(await dispatch(channel, {})).toMatchObject({ ok: false, error: { code: 'REFUSED' } });
    }
    expect(handler).not.toHaveBeenCalled();
    // The control: a call of its own reaches its handler.
    await dispatch('space.signOut', {});
    expect(handler).toHaveBeenCalledOnce();
  });

  it('refuses an unknown channel and records it without its payload', async () => {
    const log = vi.fn();
    const dispatch = createDispatch(contract, handlersAnswering(null), log);
    const result = await dispatch('record.everything', { ins: 'CANARY' });
    expect(result).toMatchObject({ ok: false, error: { code: 'REFUSED' } });
    expect(JSON.stringify(log.mock.calls)).not.toContain('CANARY');
    expect(log).toHaveBeenCalledExactlyOnceWith({
      channel: 'unknown',
      code: 'REFUSED',
      ref: expect.stringMatching(/^[0-9a-f]{8}$/),
    });
  });

  it.each(['__proto__', 'constructor', 'toString', 'on'])('does not take %s for a channel', async (name) => {
    const dispatch = createDispatch(contract, handlersAnswering(null), () => undefined);
    expect(await dispatch(name, {})).toMatchObject({ ok: false, error: { code: 'REFUSED' } });
  });

  it('never hands a handler an input with a field that nobody declared', async () => {
    const handlers = handlersAnswering(null);
    const lock = vi.spyOn(handlers, 'session.lock');
    const dispatch = createDispatch(contract, handlers, () => undefined);
    expect(await dispatch('session.lock', { force: true })).toMatchObject({ error: { code: 'INVALID' } });
    expect(lock).not.toHaveBeenCalled();
  });

  it('stops an answer with a field that nobody declared before it reaches the page', async () => {
    const dispatch = createDispatch(
      contract,
      handlersAnswering({ status: 'signedOut', token: 'CANARY' }),
      () => undefined,
    );
    const result = await dispatch('session.state', {});
    expect(result).toMatchObject({ ok: false, error: { code: 'INTERNAL' } });
    expect(JSON.stringify(result)).not.toContain('CANARY');
  });

  it('turns a thrown error into a code and a reference, never a message', async () => {
    const handlers = handlersAnswering(null);
    vi.spyOn(handlers, 'session.state').mockRejectedValue(new Error('CANARY'));
    const dispatch = createDispatch(contract, handlers, () => undefined);
    const result = await dispatch('session.state', {});
    expect(result).toMatchObject({ ok: false, error: { code: 'INTERNAL' } });
    expect(JSON.stringify(result)).not.toContain('CANARY');
  });

  it('survives 100 000 fuzzed calls: each is answered with a known code, none throws', async () => {
    const dispatch = createDispatch(contract, handlersAnswering(null), () => undefined);
    const codes: ReadonlySet<string> = new Set(FAILURE_CODES);
    const call = fc.tuple(
      fc.oneof(fc.constantFrom<string>(...channels), fc.string(), fc.anything()),
      fc.anything({ maxDepth: 3, withNullPrototype: true, withBigInt: true, withTypedArray: true }),
    );
    const nullable: ReadonlySet<unknown> = new Set<Channel>([
      'record.close',
      'deposit.discard',
      'training.openSpace',
      'visitBag.cancel',
      'visitBag.nextPages',
      'system.retryService',
      'journal.cancelExport',
    ]);
    let answered = 0;
    await fc.assert(
      fc.asyncProperty(call, async ([channel, input]) => {
        const result = await dispatch(channel, input);
        answered += 1;
        expect(result.ok ? nullable.has(channel) : codes.has(result.error.code)).toBe(true);
      }),
      { numRuns: 100_000 },
    );
    expect(answered).toBe(100_000);
  }, 180_000);
});

describe('wire', () => {
  it('carries bytes anywhere in a message', () => {
    const message = {
      id: 1,
      input: { fileName: 'é', bytes: new Uint8Array([0, 1, 255]), list: [null, 'x'] },
    };
    expect(decode(encode(message))).toEqual(message);
  });

  it('round-trips any JSON value, and any bytes beside it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.uint8Array(), (value, bytes) => {
        const plain: unknown = JSON.parse(JSON.stringify(value));
        expect(decode(encode({ value, bytes }))).toEqual({ value: plain, bytes });
      }),
    );
  });
});
