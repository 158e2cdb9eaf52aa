import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { told } from '../../blackbox/client.ts';
import { draws } from '../../rules/draw.ts';
import type * as InProcess from '../in-process.ts';
import type { InProcessService } from '../in-process.ts';
import { openInProcess } from '../in-process.ts';
import { importWithFault } from '../mutant.ts';
import type { FaultSuite } from '../suite.ts';
import { ATTEMPTS, opens, provided } from '../tokens/access.ts';
import { FORGERIES } from '../tokens/assertions.ts';
import type { Kit } from '../tokens/kit.ts';
import { createKit, signed, VALID_CARDS } from '../tokens/kit.ts';
import type { Provider } from '../tokens/provider.ts';
import { startProvider } from '../tokens/provider.ts';

/** Long enough for a throttled failure to be forgotten: each case is then judged for itself. */
const BETWEEN_CASES = 61_000;

const withProvider = (provider: Provider) => ({
  prepare: (dataDir: string) =>
    writeFileSync(join(dataDir, 'pro-sante-connect.json'), JSON.stringify(provider.configuration)),
});

/** Tries `count` forgeries, each kind in turn; what was accepted, or refused otherwise than with a 401. */
async function accepted(service: InProcessService, kit: Kit, count: number): Promise<string[]> {
  const failures: string[] = [];
  for (let index = 0; index < count; index += 1) {
    service.advance(BETWEEN_CASES);
    const forgery = FORGERIES[index % (FORGERIES.length + ATTEMPTS.length)];
    const [name, answer] =
      forgery === undefined
        ? await attempted(kit, index % (FORGERIES.length + ATTEMPTS.length))
        : ([forgery[0], await kit.client.present(await forgery[1](kit))] as const);
    // A form without any assertion in it is no sign-in at all.
    const refused = answer.status === 401 || (name === 'cut off' && answer.status === 400);
    if (!refused) failures.push(`case ${index}, ${name}: ${told(answer)}`);
  }
  return failures;
}

async function attempted(kit: Kit, index: number) {
  const attempt = ATTEMPTS[index - FORGERIES.length];
  if (attempt === undefined) throw new Error('no such attempt');
  return [attempt[0], await attempt[1](kit)] as const;
}

/** Everything that A4 of the wire allows, and a provider's token. */
const VALID: readonly ((kit: Kit) => string)[] = [
  (kit) => signed(kit, kit.draw.pick(VALID_CARDS)),
  (kit) => signed(kit, kit.draw.pick(VALID_CARDS), {}, { typ: undefined }),
  (kit) => {
    const card = kit.draw.pick(VALID_CARDS);
    return signed(kit, card, {}, { kid: kit.kids.get(card) });
  },
  (kit) => signed(kit, kit.draw.pick(VALID_CARDS), { aud: [`${kit.client.url}/auth/token`] }),
  (kit) => {
    const iat = kit.seconds() + kit.draw.below(6);
    return signed(kit, kit.draw.pick(VALID_CARDS), { iat, exp: iat + 60 });
  },
  (kit) => {
    const now = kit.seconds();
    return signed(kit, kit.draw.pick(VALID_CARDS), { iat: now - 58, exp: now + 2, nbf: now - 58 });
  },
  (kit) => signed(kit, kit.draw.pick(VALID_CARDS), { jti: kit.fresh().padEnd(128, 'x') }),
];

async function refusedThoughValid(service: InProcessService, kit: Kit, count: number): Promise<string[]> {
  const failures: string[] = [];
  for (let index = 0; index < count; index += 1) {
    service.advance(1_000);
    const make = VALID[index % (VALID.length + 1)];
    const answer =
      make === undefined
        ? await kit.client.exchange(provided(kit, { acr: kit.draw.pick(['eidas2', 'eidas3']) }), {})
        : await kit.client.present(make(kit));
    const refused = await opens(kit, answer);
    if (refused !== undefined) failures.push(`case ${index}: ${refused}`);
  }
  return failures;
}

/** Forged, replayed and mixed tokens against the real service and a provider whose keys it fetches. */
export const suite: FaultSuite = {
  name: 'tokens',
  goal: 'G31',
  run: async ({ full, seed, log }) => {
    const provider = await startProvider();
    const service = await openInProcess(withProvider(provider));
    try {
      const kit = await createKit(service.client, provider, draws(seed));
      const kinds = FORGERIES.length + ATTEMPTS.length;
      const forged = full ? 100_000 : 20 * kinds;
      const valid = full ? 10_000 : 400;
      const before = service.context.journal.head().size;
      const failures = await accepted(service, kit, forged);
      const traced = service.context.journal.head().size - before;
      if (traced < forged) failures.push(`${forged} attempts left only ${traced} traces`);
      log(`${kinds} kinds of forgery`);
      const refused = await refusedThoughValid(service, kit, valid);
      return [
        {
          what: 'forged, replayed and mixed tokens accepted',
          cases: forged,
          failures,
          control: {
            fault: 'the audience is not checked',
            seen: (await acceptedWithoutAudience(provider, seed, kinds)).some((each) =>
              each.includes('audience'),
            ),
          },
        },
        {
          what: 'valid tokens refused',
          cases: valid,
          failures: refused,
          control: {
            fault: 'assertions live 59 s at most',
            seen: (await refusedByShorterLife(provider, seed)).length > 0,
          },
        },
      ];
    } finally {
      await service.close();
      await provider.close();
    }
  },
};

async function onFaulty<T>(
  provider: Provider,
  seed: number,
  [find, put]: readonly [string, string],
  ask: (service: InProcessService, kit: Kit) => Promise<T>,
): Promise<T> {
  const faulty = await importWithFault<typeof InProcess>('test/faults/in-process.ts', {
    fault: put,
    file: 'electron/service/auth/assertion.ts',
    find,
    put,
  });
  const service = await faulty.openInProcess(withProvider(provider));
  try {
    return await ask(service, await createKit(service.client, provider, draws(seed)));
  } finally {
    await service.close();
  }
}

const acceptedWithoutAudience = (provider: Provider, seed: number, count: number): Promise<string[]> =>
  onFaulty(provider, seed, ["if (named !== audience) return err('AUDIENCE');", ''], (service, kit) =>
    accepted(service, kit, count),
  );

const refusedByShorterLife = (provider: Provider, seed: number): Promise<string[]> =>
  onFaulty(provider, seed, ['const MAX_LIFETIME = 60;', 'const MAX_LIFETIME = 59;'], (service, kit) =>
    refusedThoughValid(service, kit, 8),
  );
