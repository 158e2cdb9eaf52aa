/** The patient's own hand over plain HTTP, from outside of the application: the other side of an act. */
import path from 'node:path';
import { Agent, request } from 'undici';
import { z } from '../../shared/schema/zod.ts';
import { patient, professionalId } from './driver.ts';

const CATEGORY = 'https://interop.esante.gouv.fr/ig/fhir/dmp/CodeSystem/dmp-consent-category';
const PARTICIPATION = 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType';
const PROFESSIONAL = 'urn:oid:1.2.250.1.71.4.2.1';

export interface PatientHand {
  /** @returns when the service acknowledged it */
  block(professional: string): Promise<number>;
  mask(uniqueId: string, mask: boolean): Promise<number>;
  close(): Promise<void>;
}

/** Signs a demo patient in to the embedded service of an application. */
export async function patientHand(dataFolder: string, key: string): Promise<PatientHand> {
  const dispatcher = new Agent({
    connect: { socketPath: path.join(dataFolder, 'service', 'run', 'service.sock') },
  });
  const { ins, system } = patient(key);
  let token: string | undefined;

  async function send(method: 'POST' | 'PATCH' | 'GET', at: string, body?: object, headers: object = {}) {
    const answer = await request(`http://localhost${at}`, {
      dispatcher,
      method,
      headers: {
        'content-type': 'application/json',
        ...headers,
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: body === undefined ? null : JSON.stringify(body),
    });
    const json: unknown = await answer.body.json();
    if (answer.statusCode >= 300) throw new Error(`${at}: ${answer.statusCode}`);
    return json;
  }

  const signedIn = await send('POST', '/auth/patient', { ins, password: 'demo-patient' });
  token = z.object({ access_token: z.string() }).parse(signedIn).access_token;

  return {
    block: async (professional) => {
      await send('POST', '/fhir/Consent', {
        resourceType: 'Consent',
        status: 'active',
        scope: {
          coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'patient-privacy' }],
        },
        category: [{ coding: [{ system: CATEGORY, code: 'block' }] }],
        patient: { identifier: { system, value: ins } },
        policyRule: {
          coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'OPTIN' }],
        },
        provision: {
          type: 'deny',
          actor: [
            {
              role: { coding: [{ system: PARTICIPATION, code: 'IRCP' }] },
              reference: { identifier: { system: PROFESSIONAL, value: professionalId(professional) } },
            },
          ],
        },
      });
      return Date.now();
    },
    mask: async (uniqueId, mask) => {
      const at = `/fhir/DocumentReference?identifier=${encodeURIComponent(`urn:ietf:rfc:3986|${uniqueId}`)}`;
      const named = encodeURIComponent(`${system}|${ins}`);
      const found = z
        .object({
          entry: z.tuple([z.object({ resource: z.object({ meta: z.object({ versionId: z.string() }) }) })]),
        })
        .parse(await send('GET', `${at}&patient.identifier=${named}`));
      const version = found.entry[0].resource.meta.versionId;
      const level = {
        coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'N' }],
      };
      const masked = {
        coding: [
          {
            system:
              'https://mos.esante.gouv.fr/NOS/TRE_A07-StatutVisibiliteDocument/FHIR/TRE-A07-StatutVisibiliteDocument',
            code: 'MASQUE_PS',
          },
        ],
      };
      await send(
        'PATCH',
        at,
        [{ op: 'replace', path: '/securityLabel', value: mask ? [level, masked] : [level] }],
        { 'content-type': 'application/json-patch+json', 'if-match': `W/"${version}"` },
      );
      return Date.now();
    },
    close: () => dispatcher.close(),
  };
}
