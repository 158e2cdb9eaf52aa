import type { SpaceHandlers } from '../../shared/bridge/space/contract.ts';
import type { SpaceAccess } from '../../shared/bridge/space/history.ts';
import type { Result } from '../../shared/result.ts';
import { ok } from '../../shared/result.ts';
import type { ReadTrace } from '../gateway/audit-event.ts';
import { askTraces, readTraces } from '../gateway/audit-event.ts';
import { reportAccess, reportedAccesses } from '../gateway/communications.ts';
import { nameInDirectory } from '../gateway/directory-search.ts';
import type { SpaceReference } from './reference.ts';
import type { OpenSpace } from './session.ts';

export interface SpaceHistoryDeps {
  readonly space: () => Result<OpenSpace, 'LOCKED'>;
  readonly reference: SpaceReference;
  readonly onChanged: () => void;
}

type HistoryCall = Extract<keyof SpaceHandlers, `own.history.${string}`>;

/** Who did what on the record, in words: professions, and those whom a right was about, by their names. */
export function createSpaceHistory(deps: SpaceHistoryDeps): Pick<SpaceHandlers, HistoryCall> {
  /** The directory is asked once for each name. */
  const names = new Map<string, string | null>();

  async function targetName(space: OpenSpace, id: string | null): Promise<string | null> {
    if (id === null) return null;
    if (!names.has(id)) names.set(id, await nameInDirectory(space.client, id));
    return names.get(id) ?? id;
  }

  async function access(space: OpenSpace, trace: ReadTrace): Promise<SpaceAccess> {
    const { document, target, who, ...rest } = trace;
    const { profession, kind, name, structure } = who;
    return {
      ...rest,
      who: {
        kind,
        name,
        structure,
        role: profession === null ? null : (deps.reference.professionLabel(profession) ?? profession),
      },
      documentId: document,
      target: await targetName(space, target),
    };
  }

  return {
    'own.history.list': async ({ filter, cursor }) => {
      const space = deps.space();
      if (!space.ok) return space;
      const { client, holder, person } = space.value;
      const { emergency, own, ...criteria } = filter;
      const page = await (cursor === null
        ? askTraces(client, holder.ins, {
            ...criteria,
            modes: emergency ? ['BTG', 'ETREAT'] : [],
            notBy: own ? null : person.ins,
          })
        : readTraces(client, cursor));
      if (!page.ok) return page;
      const { traces, total, next } = page.value;
      const entries: SpaceAccess[] = [];
      for (const trace of traces) entries.push(await access(space.value, trace));
      const reported = await reportedAccesses(client, holder.ins);
      if (!reported.ok) return reported;
      return ok({ entries, total, cursor: next ?? null, reported: reported.value });
    },

    'own.history.report': async ({ id, text }) => {
      const space = deps.space();
      if (!space.ok) return space;
      const done = await reportAccess(space.value.client, space.value.holder.ins, id, text);
      if (done.ok) deps.onChanged();
      return done;
    },
  };
}
