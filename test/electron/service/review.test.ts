import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from '../../../shared/schema/zod.ts';
import { refusalOf } from './documents/answers.ts';
import type { TestedService } from './documents/service.ts';
import { startTestedService } from './documents/service.ts';

const Review = z.object({
  alerts: z.array(
    z.object({
      professional: z.object({ id: z.string(), name: z.string() }),
      day: z.string(),
      score: z.int(),
      reasons: z.array(
        z.object({
          code: z.string(),
          why: z.string(),
          accesses: z.array(z.int()),
          patients: z.array(z.object({ system: z.string(), value: z.string() })),
        }),
      ),
    }),
  ),
});

let service: TestedService;
beforeAll(async () => {
  service = await startTestedService();
});
afterAll(() => service.stop());

const review = async () => Review.parse((await service.operate('GET', 'review')).json).alerts;
const reasonsOf = async (card: string) =>
  (await review()).find(({ professional }) => professional.id === service.card(card))?.reasons ?? [];
async function breakGlass(card: string, patient: string): Promise<void> {
  const { system, ins, family, given, birthdate } = service.patient(patient);
  const answer = await service.exchange(await service.token(card), {
    purpose_of_use: 'BTG',
    patient: `${system}|${ins}`,
    family,
    given,
    birthdate,
    justification: 'Patient inconscient',
  });
  if (answer.status !== 200) throw new Error(answer.bytes.toString());
}

describe('the review of accesses', () => {
  it('points at nobody who works as usual', async () => {
    await service.consent('doctor', 'adult');
    await breakGlass('pharmacist', 'adult');
    expect(await review()).toEqual([]);
  });

  it('points at many break-glass in a day, and says why in one sentence', async () => {
    for (const patient of ['adult', 'adult2', 'minor', 'twinA', 'twinB']) await breakGlass('nurse', patient);
    const [reason] = await reasonsOf('nurse');
    expect(reason?.code).toBe('BREAK_GLASS');
    expect(reason?.why).toBe('Beaucoup de bris de glace dans la journée (5 accès).');
    expect(reason?.accesses).toHaveLength(5);
    const asked = ['adult', 'adult2', 'minor', 'twinA', 'twinB'].map((key) => service.patient(key).ins);
    expect(reason?.patients.map(({ value }) => value)).toEqual(asked);
  });

  it('points at a watched record, read by another than its médecin traitant', async () => {
    const { ins } = service.patient('adult2');
    expect((await service.operate('POST', 'review/flag', { ins, flagged: true })).status).toBe(200);
    await breakGlass('midwife', 'adult2');
    await breakGlass('treatingDoctor', 'adult2');
    expect((await reasonsOf('midwife')).map(({ code }) => code)).toContain('FLAGGED');
    expect(await reasonsOf('treatingDoctor')).toEqual([]);
    await service.operate('POST', 'review/flag', { ins, flagged: false });
    expect(await reasonsOf('midwife')).toEqual([]);
  });

  it('is the operator’s alone, and the command says the same', async () => {
    const answer = await service.call('GET', '/operator/review', { token: await service.token('doctor') });
    expect(refusalOf(answer)).toBe('401 UNAUTHENTICATED');
    const main = resolve(import.meta.dirname, '../../../electron/service/review/main.ts');
    const { status, stdout } = spawnSync(process.execPath, [main, '--data', service.dataDir]);
    expect(status).toBe(1);
    expect(stdout.toString()).toContain(`${service.card('nurse')} `);
    expect(stdout.toString()).toContain('bris de glace');
  });
});
