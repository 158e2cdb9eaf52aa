import { firstFalseHistory } from '../histories/check.ts';
import type * as InProcess from '../in-process.ts';
import { openInProcess } from '../in-process.ts';
import { importWithFault } from '../mutant.ts';
import type { FaultSuite } from '../suite.ts';

/** Histories of up to 30 acts on the real service and its store, beside a model written from the text. */
export const suite: FaultSuite = {
  name: 'histories',
  goal: 'G11',
  run: async ({ full, seed }) => {
    const cases = full ? 2_000 : 120;
    const service = await openInProcess();
    try {
      const failure = await firstFalseHistory(service, cases, seed);
      return [
        {
          what: 'histories of up to 30 acts in which service and model disagree',
          cases,
          failures: failure === undefined ? [] : [failure],
          control: { fault: 'a block leaves the authorisation', seen: await seesBlockForgotten(seed) },
        },
      ];
    } finally {
      await service.close();
    }
  },
};

async function seesBlockForgotten(seed: number): Promise<boolean> {
  const faulty = await importWithFault<typeof InProcess>('test/faults/in-process.ts', {
    fault: 'a block leaves the authorisation',
    file: 'electron/service/record/consents.ts',
    find: 'for (const id of blocked) consents.endAuthorisations(record.id, id ?? null, now);',
    put: '',
  });
  const service = await faulty.openInProcess();
  try {
    return (await firstFalseHistory(service, 120, seed, false)) !== undefined;
  } finally {
    await service.close();
  }
}
