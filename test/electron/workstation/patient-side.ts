import { connect } from '../../../electron/gateway/connection.ts';
import { z } from '../../../shared/schema/zod.ts';
import type { ServiceProcess } from './service-process.ts';

const SignedIn = z.object({ access_token: z.string() });

/** A patient in his own space, or his representative in his. */
interface PatientSide {
  /** @returns the text of the answer @throws when it was refused */
  send(method: 'GET' | 'POST', path: string, body?: object): Promise<string>;
  close(): Promise<void>;
}

/** Signs a patient in, over the same socket as the post and nothing else in common. */
export async function patientSide(
  service: Pick<ServiceProcess, 'socketPath' | 'ins'>,
  key: string,
  actingFor?: string,
): Promise<PatientSide> {
  const connection = connect({ socketPath: service.socketPath });
  const send = async (
    method: 'GET' | 'POST',
    path: string,
    headers: Readonly<Record<string, string>>,
    body?: object,
  ): Promise<string> => {
    const content = body === undefined ? {} : { body: JSON.stringify(body) };
    const answer = await connection.send({ method, path, headers, ...content });
    if (!answer.ok) throw new Error(`${path}: ${answer.error}`);
    const text = new TextDecoder().decode(answer.value.body);
    if (answer.value.status >= 300) throw new Error(`${path} was refused: ${text}`);
    return text;
  };
  const credentials = {
    ins: service.ins(key).value,
    password: 'demo-patient',
    ...(actingFor === undefined ? {} : { actingFor: service.ins(actingFor).value }),
  };
  const signedIn = await send('POST', '/auth/patient', { 'content-type': 'application/json' }, credentials);
  const authorization = `Bearer ${SignedIn.parse(JSON.parse(signedIn)).access_token}`;
  return {
    send: (method, path, body) =>
      send(
        method,
        path,
        { authorization, ...(body === undefined ? {} : { 'content-type': 'application/fhir+json' }) },
        body,
      ),
    close: () => connection.close(),
  };
}
