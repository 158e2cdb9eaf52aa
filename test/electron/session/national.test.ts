import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { NationalLight } from '../../../electron/session/national.ts';
import { keepSession } from '../../../electron/session/national.ts';
import type { AccessToken } from '../../../electron/gateway/token.ts';
import type { FailureCode } from '../../../shared/bridge/failure.ts';
import type { Result } from '../../../shared/result.ts';
import { err, ok } from '../../../shared/result.ts';

const TEN_MINUTES = 600_000;
const token = (value: string): AccessToken => ({ value, expiresInMs: TEN_MINUTES });

function open(answers: Result<AccessToken, FailureCode>[]) {
  const lights: NationalLight[] = [];
  const strays: string[] = [];
  const request = vi.fn<() => Promise<Result<AccessToken, FailureCode>>>(
    async () => answers.shift() ?? err<FailureCode>('SERVICE_UNREACHABLE'),
  );
  const session = keepSession(token('first'), {
    request,
    now: Date.now,
    onLight: (light) => lights.push(light),
    onStray: (stray) => strays.push(stray),
    onRenewal: () => undefined,
  });
  return { session, request, lights, strays };
}

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-21T10:00:00Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the session at the national service', () => {
  it('is renewed by itself before the token ends', async () => {
    const { session, request, lights } = open([ok(token('second'))]);
    await vi.advanceTimersByTimeAsync(TEN_MINUTES * 0.8);
    expect(request).toHaveBeenCalledTimes(1);
    expect(await session.token()).toEqual(ok('second'));
    expect(lights).toEqual([]);
  });

  it('says when it will end once it cannot be renewed, and recovers', async () => {
    const { session, lights } = open([err('SERVICE_UNREACHABLE'), ok(token('second'))]);
    await vi.advanceTimersByTimeAsync(TEN_MINUTES * 0.75);
    expect(lights).toEqual([{ status: 'ending', endsAt: Date.parse('2026-11-21T10:10:00Z') }]);
    expect(await session.token()).toEqual(ok('first'));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(lights.at(-1)).toEqual({ status: 'open' });
    session.end();
  });

  it('does not give out a token that has ended', async () => {
    const { session } = open([]);
    await vi.advanceTimersByTimeAsync(TEN_MINUTES);
    expect(await session.token()).toEqual(err('SERVICE_UNREACHABLE'));
    session.end();
  });

  it('asks once for all who find their token refused at the same time', async () => {
    const { session, request } = open([ok(token('second'))]);
    const answers = await Promise.all([session.renewAfter('first'), session.renewAfter('first')]);
    expect(answers).toEqual([ok('second'), ok('second')]);
    expect(await session.renewAfter('first')).toEqual(ok('second'));
    expect(request).toHaveBeenCalledTimes(1);
    session.end();
  });

  it('answers at its end every token that the service may still take', async () => {
    const { session } = open([ok(token('second')), ok(token('third'))]);
    await session.renewAfter('first');
    await session.renewAfter('second');
    expect(session.end()).toEqual(['first', 'second', 'third']);
    expect(session.end()).toEqual([]);
  });

  it('does not name at its end a former token that ran out', async () => {
    const { session } = open([ok(token('second'))]);
    await vi.advanceTimersByTimeAsync(TEN_MINUTES * 0.8);
    await vi.advanceTimersByTimeAsync(TEN_MINUTES * 0.3);
    expect(session.end()).toEqual(['second']);
  });

  it('gives nothing after its end, not even what was on its way', async () => {
    const { session, strays } = open([ok(token('second'))]);
    const onItsWay = session.renewAfter('first');
    expect(session.end()).toEqual(['first']);
    expect(await onItsWay).toEqual(err('SESSION_ENDED'));
    expect(strays).toEqual(['second']);
    expect(await session.token()).toEqual(err('SESSION_ENDED'));
    expect(vi.getTimerCount()).toBe(0);
  });
});
