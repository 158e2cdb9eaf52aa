import { beforeAll, describe, expect, test, vi } from 'vitest';
import { readBagWords } from '../../../renderer/app/bag-words.ts';
import type { PdfDocument, PdfParser } from '../../../renderer/features/viewer/pdf/engine.ts';
import { err, ok } from '../../../shared/result.ts';
import { createFakeBridge } from '../../fixtures/fake-bridge.ts';
import { fakePatients } from '../../fixtures/fake-patients.ts';

beforeAll(() => void vi.stubGlobal('requestIdleCallback', (act: () => void) => act()));

const still = (): AbortSignal => new AbortController().signal;
const size = { width: 1, height: 1 };

/** A document of two pages, or one that stops answering. */
const pdf = (text: (page: number) => Promise<string>): PdfDocument => ({
  pageCount: 2,
  firstPage: size,
  page: () => Promise.reject(new Error('not painted')),
  size: async () => size,
  text,
  close: () => undefined,
});

/** A parser that opens what it is told to, in that order; it knows whether its thread was ended. */
function parserOf(...documents: readonly (PdfDocument | 'DAMAGED')[]) {
  const waiting = [...documents];
  const seen = { ended: 0 };
  const parser: PdfParser = {
    ready: async () => true,
    open: async () => {
      const next = waiting.shift();
      return next === undefined || next === 'DAMAGED' ? err('DAMAGED') : ok(next);
    },
    end: async () => {
      seen.ended += 1;
    },
  };
  return { parser, seen };
}

/** A bag with three PDF in it, and what was told of each. */
async function bagOfThree() {
  const fake = createFakeBridge();
  const patients = fakePatients.slice(0, 1).map(({ identity }) => identity.ins);
  await fake.bridge['visitBag.seal']({ patients });
  const told = (): unknown[] =>
    fake.calls
      .filter(({ channel }) => channel === 'visitBag.tellPages')
      .map(({ input }) => (input as { text: string | null }).text);
  const handedOut = () => fake.calls.filter(({ channel }) => channel === 'visitBag.nextPages').length;
  return { bridge: fake.bridge, told, handedOut };
}

describe('the words of the PDF of a bag', () => {
  test('are read one after the other; a scan has none, a damaged file says so', async () => {
    const { bridge, told } = await bagOfThree();
    const { parser, seen } = parserOf(
      pdf(async (page) => `page ${page}`),
      'DAMAGED',
      pdf(async () => ''),
    );
    await readBagWords(bridge, still(), parser);
    expect(told()).toEqual(['page 0\npage 1\n', null, '\n\n']);
    expect(seen.ended).toBe(1);
  });

  test('of a file that hangs are given up in time, its thread with it, and the next one is read', async () => {
    vi.useFakeTimers();
    try {
      const { bridge, told } = await bagOfThree();
      const hanging = pdf(() => new Promise<string>(() => undefined));
      const { parser, seen } = parserOf(
        hanging,
        pdf(async () => 'suite'),
        'DAMAGED',
      );
      const reading = readBagWords(bridge, still(), parser);
      await vi.advanceTimersByTimeAsync(60_000);
      await reading;
      expect(told()).toEqual([null, 'suite\nsuite\n', null]);
      expect(seen.ended).toBe(2);
    } finally {
      vi.useRealTimers();
    }
  });

  test('of a long file are read whatever else keeps the page busy: only the time of its parser counts', async () => {
    vi.useFakeTimers();
    vi.stubGlobal('requestIdleCallback', (act: () => void) => setTimeout(act, 250));
    try {
      const { bridge, told } = await bagOfThree();
      const long = { ...pdf(async () => 'mot'), pageCount: 200 };
      const { parser, seen } = parserOf(long, 'DAMAGED', 'DAMAGED');
      const reading = readBagWords(bridge, still(), parser);
      await vi.advanceTimersByTimeAsync(60_000);
      await reading;
      expect(told()).toEqual(['mot\n'.repeat(200), null, null]);
      expect(seen.ended).toBe(1);
    } finally {
      vi.stubGlobal('requestIdleCallback', (act: () => void) => act());
      vi.useRealTimers();
    }
  });

  test('are read no further once it is left, and no file is asked for that nobody will read', async () => {
    const { bridge, told, handedOut } = await bagOfThree();
    const leaving = new AbortController();
    const { parser } = parserOf(
      pdf(async () => {
        leaving.abort();
        return 'mot';
      }),
    );
    await readBagWords(bridge, leaving.signal, parser);
    expect([told().length, handedOut()]).toEqual([1, 1]);
    const { parser: absent } = parserOf();
    await readBagWords(bridge, still(), { ...absent, ready: async () => false });
    expect(handedOut()).toBe(1);
  });
});
