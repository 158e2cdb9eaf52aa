import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, it, vi } from 'vitest';
import { softCardPresence } from '../../../electron/session/card-presence.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'cards-'));
  for (const id of ['a', 'b']) writeFileSync(join(dir, `${id}.json`), '{}');
});

it('a card that is pulled is told once, and only to whoever watches that card', async () => {
  const [a, b] = [vi.fn(), vi.fn()];
  const presence = softCardPresence(dir);
  presence.watch('a', a);
  const stop = presence.watch('b', b);
  rmSync(join(dir, 'a.json'));
  await vi.waitFor(() => expect(a).toHaveBeenCalledOnce());
  expect(presence.isThere('a')).toBe(false);
  expect(b).not.toHaveBeenCalled();
  stop();
});

it('a watch that was stopped tells nothing', async () => {
  const presence = softCardPresence(dir);
  const [stopped, other] = [vi.fn(), vi.fn()];
  presence.watch('a', stopped)();
  presence.watch('a', other);
  rmSync(join(dir, 'a.json'));
  await vi.waitFor(() => expect(other).toHaveBeenCalledOnce());
  expect(stopped).not.toHaveBeenCalled();
});
