/**
 * Entry of the process behind the patient's space: it holds a patient's session at the embedded service, and
 * nothing of the professional's. It lives as long as its window.
 */
import { InsRef } from '../../shared/bridge/identity.ts';
import { spaceContract } from '../../shared/bridge/space/contract.ts';
import { decode } from '../../shared/bridge/wire.ts';
import { z } from '../../shared/schema/zod.ts';
import { servePage } from '../bridge/page-process.ts';
import { windowOf } from '../bridge/window-of.ts';
import type { SpaceSettings } from '../hosts/process-messages.ts';
import { createSpace } from './create-space.ts';

const Told = z.strictObject({ suggested: InsRef.nullable() });

servePage(spaceContract, async (settings: SpaceSettings, shell) => {
  const space = createSpace({ ...settings, host: windowOf(shell), now: Date.now });
  return {
    ...space,
    told: (text: string) => {
      const said = Told.safeParse(decode(text));
      if (said.success) space.suggest(said.data.suggested);
    },
  };
});
