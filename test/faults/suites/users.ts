import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { DeskPlace } from '../../../shared/bridge/drafts.ts';
import type { PatientIdentity } from '../../../shared/bridge/identity.ts';
import { memoryKeychain } from '../../electron/vault/memory-keychain.ts';
import { minimalPdf } from '../../electron/workstation/minimal-pdf.ts';
import type { Post } from '../../electron/workstation/post.ts';
import { openPost } from '../../electron/workstation/post.ts';
import type { ServiceProcess } from '../../electron/workstation/service-process.ts';
import { startServiceProcess } from '../../electron/workstation/service-process.ts';
import { chanceFrom, type Chance } from '../../fixtures/random.ts';
import type { FaultSuite } from '../suite.ts';

/** Two who share a post, each with a mark that everything he writes carries. */
const USERS = [
  { role: 'treatingDoctor', mark: 'ALPHA-7Q' },
  { role: 'otherDoctor', mark: 'OMEGA-3K' },
] as const;
type User = (typeof USERS)[number];

const PATIENTS = ['adult', 'adult2', 'twinA'] as const;

/** Two professionals take turns at one post: neither meets, sends or is shown anything of the other's. */
export const suite: FaultSuite = {
  name: 'users',
  goal: 'G16',
  run: async (options) => {
    const turns = options.full ? 10_000 : 16;
    const chance = chanceFrom(options.seed);
    const service = await startServiceProcess();
    const dataDir = mkdtempSync(path.join(os.tmpdir(), 'users-'));
    const keychain = memoryKeychain();
    const failures: string[] = [];
    let written = 0;
    let user: User = USERS[0];
    for (let turn = 0; turn < turns; turn += 1) {
      const post = await openPost(service, {
        dataDir,
        keychain,
        practiceList: turn < 2 ? service.practiceList : null,
      });
      await post.signIn(service.card(user.role), service.pin);
      const other = otherThan(user);
      for (const where of await meets(post, service, other.mark))
        failures.push(`turn ${turn}, ${user.role}: ${where}`);
      written += await work(post, service, user, chance);
      await leave(post, chance);
      if (turn % 500 === 499) options.log(`${turn + 1} turns, ${failures.length} failures`);
      user = other;
    }
    // The control: one professional comes back as if he were the other, and everything of his is there.
    const post = await openPost(service, { dataDir, keychain, practiceList: null });
    await post.signIn(service.card(user.role), service.pin);
    const seen = (await meets(post, service, user.mark)).length > 0;
    await post.close();
    await service.stop();
    rmSync(dataDir, { recursive: true, force: true });
    options.log(`${written} things written in ${turns} turns`);
    return [
      {
        what: 'turns at the post in which something of the other professional was met',
        cases: turns,
        failures,
        control: { fault: 'the post opens the store of whoever was there before', seen },
      },
    ];
  },
};

const otherThan = ({ role }: User): User => (role === USERS[0].role ? USERS[1] : USERS[0]);

/** Writes what a visit writes, all of it marked; answers how much. */
async function work(post: Post, service: ServiceProcess, { mark }: User, chance: Chance): Promise<number> {
  const key = chance.pick(PATIENTS);
  const ins = service.ins(key);
  const about = `${ins.system}|${ins.value}`;
  const { family, given, birthdate, gender } = service.patient(key);
  const patient: PatientIdentity = {
    ins,
    birthFamilyName: family,
    usedFamilyName: null,
    givenNames: [given],
    birthDate: birthdate,
    gender,
    birthPlace: null,
    qualified: true,
  };
  let written = 0;
  if (chance.below(2) === 0) {
    await post.call('drafts.keep', {
      kind: 'deposit',
      about,
      text: `${mark} title`,
      file: { name: `${mark}.pdf`, bytes: minimalPdf(mark) },
    });
    written += 1;
  }
  if (chance.below(2) === 0) {
    await post.call('drafts.keep', { kind: 'message', about: `${mark} thread`, text: mark, file: null });
    written += 1;
  }
  if (chance.below(2) === 0) {
    const place: DeskPlace = {
      screen: 'record',
      record: { patient, lastSeenAt: null, part: mark, document: mark },
    };
    await post.call('desk.keepPlace', { place });
    written += 1;
  }
  if (chance.below(3) === 0) {
    await post.call('desk.prefer', { theme: 'dark', lockAfterMinutes: 1 + chance.below(15) });
    written += 1;
  }
  if (chance.below(8) === 0) {
    await post.call('feeding.oppose', { ins, reason: `${mark} reason`, document: null });
    written += 1;
  }
  return written;
}

/** Leaves as people do: a lock, a sign-out, the card pulled out of a machine that is switched off. */
async function leave(post: Post, chance: Chance): Promise<void> {
  const way = chance.below(3);
  if (way === 0) await post.call('session.lock', {});
  else if (way === 1) await post.call('session.signOut', {});
  await post.close();
}

/** Everything that the post answers to whoever is there, in which the mark of somebody is found. */
async function meets(post: Post, service: ServiceProcess, mark: string): Promise<readonly string[]> {
  const kinds = ['deposit', 'message'] as const;
  const abouts = [
    ...PATIENTS.map((key) => service.ins(key)).map(({ system, value }) => `${system}|${value}`),
    `${mark} thread`,
  ];
  const asked: readonly (readonly [string, Promise<unknown>])[] = [
    ...kinds.map((kind) => [`list of drafts, ${kind}`, post.call('drafts.list', { kind })] as const),
    ...kinds.flatMap((kind) =>
      abouts.map((about) => [`draft, ${kind}`, post.call('drafts.read', { kind, about })] as const),
    ),
    ['place', post.call('desk.place', {})],
    ['recent patients', post.call('patients.recent', { limit: 20 })],
    ['outbox', post.call('outbox.list', {})],
    ['emergencies', post.call('emergency.own', {})],
    ['announcements', post.call('announcements.list', {})],
    ...PATIENTS.map(
      (key) => ['oppositions', post.call('feeding.oppositions', { ins: service.ins(key) })] as const,
    ),
  ];
  const found: string[] = [];
  for (const [where, answer] of asked) {
    const text = JSON.stringify(await answer, (_key, value: unknown) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
    );
    if (text.includes(mark)) found.push(where);
  }
  return found;
}
