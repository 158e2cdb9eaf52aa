import { describe, expect, test } from 'vitest';
import { DESK_SCREENS, OVERLAYS, RAIL_SCREENS } from '../../../renderer/app/navigation.ts';
import { RECORD_PARTS } from '../../../renderer/app/record-parts.tsx';
import { screens } from './screens.ts';
import { OVERLAYS_SHOWN, PARTS_SHOWN, SCREENS_SHOWN } from './shown-by.ts';

/** What end-to-end tests look at: a screen that is in no state of the list is looked at by nobody. */
describe('the list of states', () => {
  const listed = Object.keys(screens);
  test.each([
    ['screen', [...RAIL_SCREENS, ...DESK_SCREENS], SCREENS_SHOWN],
    ['part of a record', RECORD_PARTS.map(({ id }) => id), PARTS_SHOWN],
    ['overlay', OVERLAYS, OVERLAYS_SHOWN],
  ] as const)('has each %s of the application', (_, registry, shown: Readonly<Record<string, string>>) => {
    expect(Object.keys(shown).toSorted()).toEqual([...registry].toSorted());
    expect(Object.values(shown).filter((name) => !listed.includes(name))).toEqual([]);
  });
});
