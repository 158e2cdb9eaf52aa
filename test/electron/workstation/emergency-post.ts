import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { EmergencyState } from '../../../shared/bridge/emergency.ts';
import type { InsRef } from '../../../shared/bridge/identity.ts';
import { emergencySwitch } from '../service/consent-body.ts';
import { patientSide } from './patient-side.ts';
import type { Post } from './post.ts';
import { openPost } from './post.ts';
import type { ServiceProcess } from './service-process.ts';
import { startServiceProcess } from './service-process.ts';

export const REASON = 'Patient inconscient, hypoglycémie suspectée';
const everything = { since: null, includeSuperseded: false, cursor: null };

/** The service of the test file. */
export let service: ServiceProcess;
/** The post that was opened last. */
export let post: Post;

/** Starts the real service for the tests of one file. */
export async function startService(): Promise<void> {
  service = await startServiceProcess();
}

export async function open(role: string, options: Parameters<typeof openPost>[1] = {}): Promise<void> {
  post = await openPost(service, options);
  await post.signIn(service.card(role), service.pin);
}
export const insOf = (key: string): InsRef => service.ins(key);
export const traitsOf = (key: string) => {
  const { family, given, birthdate } = service.patient(key);
  return { family, given, birthDate: birthdate };
};
export const breakGlass = (key: string, more: { justification?: string; ins?: InsRef | null } = {}) =>
  post.call('emergency.breakGlass', {
    traits: traitsOf(key),
    ins: null,
    justification: REASON,
    confirmed: true,
    ...more,
  });
/** Between two tests on one post. */
export async function endAll(): Promise<void> {
  if ((await post.call('session.state', {})).status !== 'open') return;
  const { accesses, calls } = await state();
  for (const { patient } of accesses) await post.call('emergency.end', { ins: patient.ins });
  for (const { id } of calls) await post.call('emergency.closeCall', { callId: id });
}
export const state = (): Promise<EmergencyState> => post.call('emergency.state', {});
export const list = (ins: InsRef) => post.call('record.documents', { ins, ...everything });
export const lastEnded = () => post.events.findLast(({ event }) => event === 'emergency.ended')?.payload;

/** The patient's own hand, in the space. */
export async function refuseEmergencies(key: string, purpose: 'BTG' | 'ETREAT'): Promise<void> {
  const patient = await patientSide(service, key);
  await patient.send('POST', '/fhir/Consent', emergencySwitch(service, key, purpose, 'deny'));
  await patient.close();
}

/** Notices that the service sent since the last time that they were counted. */
export function mailsSince(): () => string[] {
  const folder = join(dirname(service.practiceList), 'mail');
  const seen = new Set(readdirSync(folder));
  return () =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.json') && !seen.has(name))
      .map((name) => {
        seen.add(name);
        const mail: unknown = JSON.parse(readFileSync(join(folder, name), 'utf8'));
        return (mail as { notice: string }).notice;
      })
      .toSorted();
}
