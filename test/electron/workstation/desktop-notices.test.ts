import { describe, expect, it } from 'vitest';
import { createDesktopNotices } from '../../../electron/workstation/desktop-notices.ts';
import { desktopWords, DESKTOP_NOTICES, type DesktopNotice } from '../../../shared/notices/desktop.ts';

function setting(wanted = true) {
  const shown: DesktopNotice[] = [];
  let at = 0;
  const notices = createDesktopNotices({
    host: { notify: (notice) => void shown.push(notice) },
    wanted,
    now: () => at,
  });
  return { notices, shown, later: (ms: number) => (at += ms) };
}

describe('notifications of the system', () => {
  it('tell what rose, not what was there already, stands or falls', () => {
    const { notices, shown, later } = setting();
    for (const count of [2, 2, 1]) notices.counted('actRefused', count);
    expect(shown).toEqual([]);
    notices.counted('actRefused', 3);
    expect(shown).toEqual(['actRefused']);
    later(61_000);
    notices.counted('actRefused', 3);
    expect(shown).toEqual(['actRefused']);
  });

  it('say the same thing once a minute at most, and another thing at once', () => {
    const { notices, shown, later } = setting();
    for (const count of [0, 1, 2]) notices.counted('actRefused', count);
    for (const count of [0, 1]) notices.counted('messageArrived', count);
    expect(shown).toEqual(['actRefused', 'messageArrived']);
    later(61_000);
    notices.counted('actRefused', 3);
    expect(shown).toHaveLength(3);
  });

  it('are not shown where the practice does not want them, nor for what another session counted', () => {
    const unwanted = setting(false);
    for (const count of [0, 5]) unwanted.notices.counted('actRefused', count);
    expect(unwanted.shown).toEqual([]);
    const { notices, shown } = setting();
    notices.counted('actRefused', 0);
    notices.forget();
    notices.counted('actRefused', 4);
    expect(shown).toEqual([]);
  });

  it.each(DESKTOP_NOTICES)('%s: a sentence of ours, which takes nothing from a record', (notice) => {
    expect(desktopWords(notice)).toMatch(/^Un [a-z éà’']+\.$/);
  });
});
