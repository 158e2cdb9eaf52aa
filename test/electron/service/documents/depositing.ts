import type { Resource, Sheet } from './bodies.ts';
import { publication } from './bodies.ts';
import type { HttpAnswer, TestedService } from './service.ts';

/** A deposit as its author sends it; what is not said is minimal and right. */
export type Asked = Partial<Sheet> & {
  readonly by?: string;
  readonly about?: string;
  readonly more?: Resource;
  readonly headers?: Record<string, string>;
};

export interface Depositing {
  bodyOf(asked: Asked): Resource;
  deposit(asked?: Asked): Promise<HttpAnswer>;
  send(body: unknown, by?: string): Promise<HttpAnswer>;
}

/** Deposits over HTTP, each in the session of the card that sends it. */
export function depositing(service: TestedService): Depositing {
  const bodyOf = ({ by = 'doctor', about = 'adult', more = {}, ...sheet }: Asked): Resource =>
    publication({ patient: service.patient(about), author: service.card(by), ...sheet }, more);
  return {
    bodyOf,
    deposit: async (asked = {}) =>
      service.call('POST', '/fhir/DocumentReference', {
        token: await service.token(asked.by ?? 'doctor'),
        body: bodyOf(asked),
        headers: asked.headers ?? {},
      }),
    send: async (body, by = 'doctor') =>
      service.call('POST', '/fhir/DocumentReference', { token: await service.token(by), body }),
  };
}
