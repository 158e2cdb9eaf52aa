import type { SpaceHandlers } from '../../shared/bridge/space/contract.ts';
import type { AccessLine } from '../../shared/bridge/space/history.ts';
import type { Result } from '../../shared/result.ts';
import { ok } from '../../shared/result.ts';
import type { TraceLine } from '../gateway/access-history.ts';
import { accessHistory } from '../gateway/access-history.ts';
import { placeOf } from '../gateway/directory.ts';
import type { SpaceReference } from './reference.ts';
import type { OpenSpace } from './session.ts';

export interface SpaceHistoryDeps {
  readonly space: () => Result<OpenSpace, 'LOCKED'>;
  readonly reference: SpaceReference;
}

type HistoryCall = Extract<keyof SpaceHandlers, `own.history.${string}`>;

/** Who did what on the record, in words: professions and places by their names. */
export function createSpaceHistory(deps: SpaceHistoryDeps): Pick<SpaceHandlers, HistoryCall> {
  /** Places change their name less often than a person reads the list. */
  const places = new Map<string, string | null>();

  async function placeName(space: OpenSpace, id: string): Promise<string | null> {
    const known = places.get(id);
    if (known !== undefined) return known;
    const place = await placeOf(space.client, id);
    const name = place.ok ? (place.value?.name ?? null) : null;
    if (place.ok) places.set(id, name);
    return name;
  }

  async function lineFor(space: OpenSpace, { who, ...line }: TraceLine): Promise<AccessLine> {
    const { profession, structureId, structureName } = who;
    return {
      ...line,
      who: {
        name: who.name,
        side: who.side,
        professionLabel: profession === null ? null : (deps.reference.professionLabel(profession) ?? null),
        structure: structureName ?? (structureId === null ? null : await placeName(space, structureId)),
      },
    };
  }

  return {
    'own.history.list': async ({ cursor }) => {
      const space = deps.space();
      if (!space.ok) return space;
      const page = await accessHistory(space.value.client, space.value.holder.ins, cursor, {});
      if (!page.ok) return page;
      const { lines, total, next } = page.value;
      const shown = await Promise.all(lines.map((line) => lineFor(space.value, line)));
      return ok({ lines: shown, total, cursor: next });
    },
  };
}
