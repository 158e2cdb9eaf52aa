import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { SpaceHandlers } from '../../shared/bridge/space/contract.ts';
import type { TrainerView } from '../../shared/bridge/space/trainer.ts';
import type { Result } from '../../shared/result.ts';
import { ok } from '../../shared/result.ts';
import type { Trainer } from '../gateway/trainer.ts';

export interface TrainerDeps {
  readonly trainer: Trainer;
  /** The clock moved: whatever goes by it may have changed. */
  readonly onAdvanced: () => void;
}

/** The trainer's tools: the service's clock and the mails that it sent. */
export function createTrainer({
  trainer,
  onAdvanced,
}: TrainerDeps): Pick<SpaceHandlers, 'trainer.view' | 'trainer.advance'> {
  async function view(now: Result<string, FailureCode>): Promise<Result<TrainerView, FailureCode>> {
    if (!now.ok) return now;
    const mails = await trainer.mails();
    return mails.ok ? ok({ now: now.value, mails: mails.value }) : mails;
  }

  return {
    'trainer.view': async () => view(await trainer.now()),
    'trainer.advance': async ({ ms }) => {
      const now = await trainer.advance(ms);
      if (now.ok) onAdvanced();
      return view(now);
    },
  };
}
