import { isMinor } from '../../shared/access/clocks.ts';
import type { PatientIdentity } from '../../shared/bridge/identity.ts';
import type { TellingWords } from '../../shared/bridge/messages.ts';
import { recogniseSecret } from '../../shared/documents/minor-secret.ts';
import { ageOn } from '../../shared/identity/age.ts';
import type { Reference } from './reference.ts';

/**
 * What in a message or an appointment would tell a minor's representatives what he may keep from them
 * (docs/rules.md 3.5); nothing for an adult.
 *
 * @param now milliseconds since the epoch
 */
export function tellingWords(
  { policy, vigilance }: Reference,
  { birthDate }: Pick<PatientIdentity, 'birthDate'>,
  { title, text }: { readonly title: string; readonly text: string },
  now: number,
): TellingWords {
  if (!isMinor(policy, { status: 'ACTIVE', birthDate }, now)) return [];
  const years = ageOn(birthDate, new Date(now).toISOString().slice(0, 10))?.years ?? 0;
  return recogniseSecret({ title, type: '', text }, years, vigilance.secrets).map(({ topic, excerpt }) => ({
    topic,
    excerpt,
  }));
}
