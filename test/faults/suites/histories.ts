import { firstFalseHistory } from '../histories/check.ts';
import type * as InProcess from '../in-process.ts';
import { openInProcess } from '../in-process.ts';
import type { Mutant } from '../mutant.ts';
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
          control: { fault: PLANTED.fault, seen: await seesPlanted(seed) },
        },
      ];
    } finally {
      await service.close();
    }
  },
};

/** Every fault that `mutants` plants is seen too; this one is seen soon. */
const PLANTED: Mutant = {
  fault: 'a list shows what is hidden',
  file: 'electron/service/documents/search.ts',
  find: '&& view.sees(document)',
  put: '',
};

async function seesPlanted(seed: number): Promise<boolean> {
  const faulty = await importWithFault<typeof InProcess>('test/faults/in-process.ts', PLANTED);
  const service = await faulty.openInProcess();
  try {
    return (await firstFalseHistory(service, 120, seed, false)) !== undefined;
  } finally {
    await service.close();
  }
}
