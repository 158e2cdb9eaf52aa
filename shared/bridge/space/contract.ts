import { z } from '../../schema/zod.ts';
import { InsRef } from '../identity.ts';
import type { BridgeOf, HandlersOf } from '../mechanism.ts';
import type { SpaceChannel, SpaceEventName } from './channels.ts';
import { spaceAgendaCalls } from './agenda.ts';
import { spaceDocumentCalls } from './documents.ts';
import { spaceFamilyCalls } from './family.ts';
import { spaceHistoryCalls } from './history.ts';
import { spaceMessageCalls } from './messages.ts';
import { spaceNoticeCalls } from './notices.ts';
import { spaceRecordCalls } from './record.ts';
import { reviewCalls } from './review.ts';
import { spaceRightCalls } from './rights.ts';
import { spaceSectionCalls } from './sections.ts';
import { spaceServiceCalls } from './services.ts';
import { SpaceState, spaceCalls } from './session.ts';
import { TrainerView, trainerCalls } from './trainer.ts';

/**
 * Every call that the page of the patient's space may make. It is another page than the professional's, with
 * another process behind it: neither can make a call of the other's.
 */
const calls = {
  ...spaceCalls,
  ...spaceDocumentCalls,
  ...spaceRightCalls,
  ...spaceHistoryCalls,
  ...spaceRecordCalls,
  ...spaceNoticeCalls,
  ...spaceFamilyCalls,
  ...spaceSectionCalls,
  ...spaceMessageCalls,
  ...spaceAgendaCalls,
  ...spaceServiceCalls,
  ...trainerCalls,
  ...reviewCalls,
} as const satisfies Record<SpaceChannel, { input: z.ZodType; output: z.ZodType }>;

const events = {
  /** Something that this person may see has changed: ask again. */
  'space.changed': z.strictObject({}),
  'space.state': SpaceState,
  /** The professional's page asked for this person's space; null for nobody's. */
  'space.suggested': z.strictObject({ ins: InsRef.nullable() }),
  'trainer.changed': TrainerView,
} as const satisfies Record<SpaceEventName, z.ZodType>;

export const spaceContract = { calls, events } as const;

export type SpaceCalls = typeof calls;
export type SpaceEvents = typeof events;
export type SpaceHandlers = HandlersOf<SpaceCalls>;
export type SpaceBridge = BridgeOf<SpaceCalls, SpaceEvents>;
