import { beforeAll, expect, it, vi } from 'vitest';
import { pageWords } from '../../../../renderer/features/viewer/pdf/page-words.ts';
import { PAGES_TEXT_MAX } from '../../../../shared/bridge/record.ts';

/** Somebody who has nothing else to do. */
beforeAll(() => void vi.stubGlobal('requestIdleCallback', (act: () => void) => act()));
const still = (): AbortSignal => new AbortController().signal;

it('reads every page, and goes on past one that cannot be read', async () => {
  const text = async (page: number): Promise<string> => {
    if (page === 1) throw new Error('damaged');
    return `page ${page}`;
  };
  expect(await pageWords({ pageCount: 3, text }, still())).toBe('page 0\n\npage 2\n');
});

it('stops at what may cross the bridge, whatever a document claims to say', async () => {
  let asked = 0;
  const text = async (): Promise<string> => {
    asked += 1;
    return 'x'.repeat(PAGES_TEXT_MAX - 1);
  };
  expect((await pageWords({ pageCount: 1_000, text }, still()))?.length).toBe(PAGES_TEXT_MAX);
  expect(asked).toBe(1);
});

it('tells nothing of a document that was left', async () => {
  const leaving = new AbortController();
  const text = async (): Promise<string> => {
    leaving.abort();
    return 'half';
  };
  expect(await pageWords({ pageCount: 2, text }, leaving.signal)).toBeUndefined();
});
