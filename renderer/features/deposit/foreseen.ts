import type { ForeseenAct } from '../../../shared/bridge/notices.ts';

/** A draft as it would be deposited now. */
export type ForeseenDeposit = Extract<ForeseenAct, { act: 'deposit' }>;
