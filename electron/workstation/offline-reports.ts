import { reportOpening } from '../gateway/offline-openings.ts';
import { markReported, openingsToReport } from '../store/offline-openings.ts';
import type { OpenSession } from './session.ts';

/** What was shown without the service, told to it when it answers. */
export interface OfflineReports {
  open(session: OpenSession): void;
  leave(): void;
  /** Tells what it does not know yet, in order; stops where it does not answer. */
  report(): void;
}

/** Openings that are read from the store at once. */
const BATCH = 50;

/** @param now by the service's clock */
export function createOfflineReports(now: () => number, onTold: () => void): OfflineReports {
  let opened: OpenSession | undefined;
  let reporting: Promise<void> | undefined;

  async function tellAll(at: OpenSession): Promise<void> {
    const { database } = at.store;
    for (;;) {
      const openings = openingsToReport(database, BATCH);
      for (const opening of openings) {
        const told = await reportOpening(at.client, opening);
        if (!told.ok || opened !== at) return;
        markReported(database, [opening.id], new Date(now()).toISOString());
      }
      if (openings.length > 0) onTold();
      if (openings.length < BATCH) return;
    }
  }

  function report(): void {
    const at = opened;
    if (at === undefined) return;
    reporting ??= tellAll(at)
      // The service or the store went away in the middle: the next sign of life begins again.
      .catch(() => undefined)
      .finally(() => {
        reporting = undefined;
      });
  }

  return {
    report,
    open: (session) => {
      opened = session;
      report();
    },
    leave: () => {
      opened = undefined;
    },
  };
}
