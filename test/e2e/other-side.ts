/** What the patient's side sees, over plain HTTP, and the trainer's clock: the other side of a deposit. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Agent, request } from 'undici';
import { z } from '../../shared/schema/zod.ts';
import { patient } from './driver.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

export interface OtherSide {
  /** Whether somebody finds a document of this title in the patient's space: the holder, or who acts for him. */
  sees(title: string, holder: string, as?: string): Promise<boolean>;
  /** How often a text stands in the history of access that he, or who acts for him, reads. */
  traces(text: string, holder: string, as?: string): Promise<number>;
  /** Puts the clock of the service forward. */
  advance(days: number, minutes?: number): Promise<void>;
  /** Notices that left as mails about this patient. */
  mails(holder: string): readonly string[];
  close(): Promise<void>;
}

/** Looks at the embedded service of an application from the side of the patients. */
export function otherSide(dataFolder: string): OtherSide {
  const service = path.join(dataFolder, 'service');
  const dispatcher = new Agent({ connect: { socketPath: path.join(service, 'run', 'service.sock') } });

  async function send(
    method: 'GET' | 'POST',
    at: string,
    token: string | null,
    body?: object,
  ): Promise<string> {
    const answer = await request(`http://localhost${at}`, {
      dispatcher,
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      },
      body: body === undefined ? null : JSON.stringify(body),
    });
    const text = await answer.body.text();
    if (answer.statusCode >= 300) throw new Error(`${at}: ${String(answer.statusCode)}`);
    return text;
  }

  async function search(resource: string, holder: string, as: string): Promise<string> {
    const { ins, system } = patient(holder);
    const signedIn = await send('POST', '/auth/patient', null, {
      ins: patient(as).ins,
      password: 'demo-patient',
      ...(as === holder ? {} : { actingFor: ins }),
    });
    const { access_token: token } = z.object({ access_token: z.string() }).parse(JSON.parse(signedIn));
    const named = encodeURIComponent(`${system}|${ins}`);
    return send('GET', `/fhir/${resource}?patient.identifier=${named}&_count=200`, token);
  }

  return {
    sees: async (title, holder, as = holder) =>
      (await search('DocumentReference', holder, as)).includes(title),
    traces: async (text, holder, as = holder) =>
      (await search('AuditEvent', holder, as)).split(text).length - 1,
    advance: async (days, minutes = 0) => {
      const secret = readFileSync(path.join(service, 'operator.token'), 'utf8').trim();
      await send('POST', '/operator/clock', secret, { advanceMs: days * DAY_MS + minutes * MINUTE_MS });
    },
    mails: (holder) => {
      const folder = path.join(service, 'mail');
      return readdirSync(folder)
        .filter((name) => name.endsWith('.json'))
        .map((name) =>
          z
            .object({ notice: z.string(), patient: z.string() })
            .parse(JSON.parse(readFileSync(path.join(folder, name), 'utf8'))),
        )
        .filter((mail) => mail.patient === patient(holder).ins)
        .map(({ notice }) => notice);
    },
    close: () => dispatcher.close(),
  };
}
