import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { SpaceHandlers } from '../../shared/bridge/space/contract.ts';
import type { Result } from '../../shared/result.ts';
import { ok } from '../../shared/result.ts';
import { removeCarer } from '../gateway/related-persons.ts';
import { readCareHistory } from '../gateway/sections/care-history.ts';
import { readEntourage } from '../gateway/sections/entourage.ts';
import { readMeasures } from '../gateway/sections/measures.ts';
import { readNotebook } from '../gateway/sections/notebook.ts';
import {
  addContact,
  addHealthEntry,
  endWish,
  removeHealthEntry,
  stateWish,
} from '../gateway/sections/own-entries.ts';
import { readProfile } from '../gateway/sections/profile.ts';
import type { OpenSpace } from './session.ts';

export interface SpaceSectionDeps {
  readonly space: () => Result<OpenSpace, 'LOCKED'>;
  readonly now: () => number;
  readonly onChanged: () => void;
}

type SectionCall = Extract<
  keyof SpaceHandlers,
  `own.${'vaccinations' | 'care' | 'health' | 'wishes'}.${string}`
>;

/** What the holder's space holds beside documents and rights, read and written by his own side. */
export function createSpaceSections({
  space,
  now,
  onChanged,
}: SpaceSectionDeps): Pick<SpaceHandlers, SectionCall> {
  async function health({ client, holder }: OpenSpace) {
    const [measures, profile] = await Promise.all([
      readMeasures(client, holder.ins, now()),
      readProfile(client, holder.ins, now()),
    ]);
    if (!measures.ok) return measures;
    return profile.ok ? ok({ measures: measures.value, profile: profile.value }) : profile;
  }

  async function wishes({ client, holder }: OpenSpace) {
    const entourage = await readEntourage(client, holder.ins, now());
    return entourage.ok ? ok({ entourage: entourage.value }) : entourage;
  }

  async function reading<T>(
    read: (open: OpenSpace) => Promise<Result<T, FailureCode>>,
  ): Promise<Result<T, FailureCode>> {
    const open = space();
    return open.ok ? read(open.value) : open;
  }

  /** Does one thing, and answers what then stands: the service's word, not ours. */
  async function changing<T>(
    act: (open: OpenSpace) => Promise<Result<null, FailureCode>>,
    read: (open: OpenSpace) => Promise<Result<T, FailureCode>>,
  ): Promise<Result<T, FailureCode>> {
    const open = space();
    if (!open.ok) return open;
    const done = await act(open.value);
    if (!done.ok) return done;
    onChanged();
    return read(open.value);
  }

  return {
    'own.vaccinations.view': () =>
      reading(({ client, holder }) => readNotebook({ client, patient: holder, self: null, now: now() })),
    'own.care.view': () =>
      reading(async ({ client, holder }) => {
        const care = await readCareHistory(client, holder.ins, now());
        return care.ok ? ok({ care: care.value }) : care;
      }),
    'own.health.view': () => reading(health),
    'own.health.add': (entry) =>
      changing(({ client, holder }) => addHealthEntry(client, holder.ins, entry), health),
    'own.health.remove': (entry) => changing(({ client }) => removeHealthEntry(client, entry), health),
    'own.wishes.view': () => reading(wishes),
    'own.wishes.addContact': (contact) =>
      changing(({ client, holder }) => addContact(client, holder.ins, contact), wishes),
    'own.wishes.removeContact': ({ id }) => changing(({ client }) => removeCarer(client, id), wishes),
    'own.wishes.state': (wish) =>
      changing(({ client, holder }) => stateWish(client, holder.ins, wish), wishes),
    'own.wishes.end': ({ id }) => changing(({ client }) => endWish(client, id), wishes),
  };
}
