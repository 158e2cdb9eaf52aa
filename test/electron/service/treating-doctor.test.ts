import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from '../../../shared/schema/zod.ts';
import { about, authorisation, ORG, PRO } from './consent-body.ts';
import { bundleOf, refusalOf } from './documents/answers.ts';
import type { HttpAnswer, TestedService } from './documents/service.ts';
import { startTestedService } from './documents/service.ts';

const EXT = 'https://interop.esante.gouv.fr/ig/fhir/dmp/StructureDefinition/';
const Consent = z.looseObject({
  resourceType: z.literal('Consent'),
  id: z.string(),
  status: z.enum(['active', 'inactive']),
  extension: z.array(z.looseObject({ url: z.string(), valueCode: z.string().optional() })).default([]),
  provision: z.looseObject({
    type: z.enum(['permit', 'deny']),
    period: z.object({ start: z.string(), end: z.string().optional() }).optional(),
    actor: z
      .tuple([
        z.looseObject({
          reference: z.looseObject({
            identifier: z.object({ system: z.string(), value: z.string() }),
            display: z.string().optional(),
          }),
        }),
      ])
      .optional(),
  }),
});
type Consent = z.infer<typeof Consent>;

let service: TestedService;
beforeAll(async () => {
  service = await startTestedService();
}, 120_000);
afterAll(() => service.stop());

const identifier = (patient: string): string => {
  const { system, ins } = service.patient(patient);
  return encodeURIComponent(`${system}|${ins}`);
};
const post = async (card: string, body: object): Promise<HttpAnswer> =>
  service.call('POST', '/fhir/Consent', { token: await service.token(card), body });
const remove = async (card: string, id: string): Promise<HttpAnswer> =>
  service.call('DELETE', `/fhir/Consent/${id}`, { token: await service.token(card) });
const search = async (card: string, patient: string, more: string): Promise<HttpAnswer> =>
  service.call('GET', `/fhir/Consent?patient.identifier=${identifier(patient)}${more}`, {
    token: await service.token(card),
  });
const consents = async (card: string, patient: string, more: string): Promise<Consent[]> =>
  bundleOf(await search(card, patient, more)).entry.map(({ resource }) => Consent.parse(resource));
const actorOf = (consent: Consent): string | undefined =>
  consent.provision.actor?.[0].reference.identifier.value;
const pro = (card: string) => ({ system: PRO, value: service.card(card) });
const role = (patient: string, card: string, confirmed?: boolean): object => ({
  ...about(service, patient, 'treating-doctor', pro(card)),
  ...(confirmed === undefined
    ? {}
    : { extension: [{ url: `${EXT}dmp-confirmed`, valueBoolean: confirmed }] }),
});
const notices = (patient: string): string[] =>
  service
    .mails()
    .filter((mail) => mail.patient === service.patient(patient).ins)
    .map(({ notice }) => notice);

describe('taking the role of médecin traitant', () => {
  it('is for a physician, with a right, for himself, and confirmed last of all', async () => {
    expect(refusalOf(await post('doctor', role('adult2', 'doctor', true)))).toBe('403 CONSENT_REQUIRED');
    await service.consent('doctor', 'adult2');
    expect(refusalOf(await post('doctor', role('adult2', 'otherDoctor', true)))).toBe('403 RIGHTS_NOT_YOURS');
    expect(refusalOf(await post('doctor', role('adult2', 'doctor')))).toBe('422 CONFIRMATION_REQUIRED');
    expect(refusalOf(await post('doctor', role('adult2', 'doctor', false)))).toBe(
      '422 CONFIRMATION_REQUIRED',
    );
    await service.consent('nurse', 'adult2');
    expect(refusalOf(await post('nurse', role('adult2', 'nurse', true)))).toBe('422 INVALID');
    expect(refusalOf(await post('notAdmitted', role('adult2', 'notAdmitted', true)))).toBe(
      '403 ROLE_NOT_ADMITTED',
    );
    expect(refusalOf(await post('doctor', role('closed', 'doctor', true)))).toBe('403 RECORD_CLOSED');
    expect(await consents('doctor', 'adult2', '&actor=me&category=treating-doctor')).toEqual([]);
  });

  it('is not for an emergency, which gives no right', async () => {
    const { system, ins, family, given, birthdate } = service.patient('twinB');
    const answer = await service.exchange(await service.token('otherDoctor'), {
      purpose_of_use: 'BTG',
      patient: `${system}|${ins}`,
      family,
      given,
      birthdate,
      justification: 'Patient inconscient',
    });
    const token = z.object({ access_token: z.string() }).parse(answer.json).access_token;
    const taken = await service.call('POST', '/fhir/Consent', {
      token,
      body: role('twinB', 'otherDoctor', true),
    });
    expect(refusalOf(taken)).toBe('403 CONSENT_REQUIRED');
  });

  it('stands beside the médecins traitants that there are, is told to the patient, and can be given back', async () => {
    const before = notices('adult2').filter((notice) => notice === 'patient:rights').length;
    const taken = await post('doctor', role('adult2', 'doctor', true));
    expect(taken.status).toBe(201);
    const all = await consents('doctor', 'adult2', '&category=treating-doctor');
    expect(all.map(actorOf)).toEqual(
      expect.arrayContaining([service.card('doctor'), service.card('treatingDoctor')]),
    );
    const [own] = await consents('doctor', 'adult2', '&actor=me&category=treating-doctor');
    expect(own?.id).toBe(Consent.parse(taken.json).id);
    expect(refusalOf(await remove('otherDoctor', own?.id ?? ''))).toBe('404 NOT_FOUND');
    expect(refusalOf(await remove('treatingDoctor', own?.id ?? ''))).toBe('404 NOT_FOUND');
    expect((await remove('doctor', own?.id ?? '')).status).toBe(204);
    expect((await remove('doctor', own?.id ?? '')).status).toBe(204);
    expect(await consents('doctor', 'adult2', '&actor=me&category=treating-doctor')).toEqual([]);
    expect(refusalOf(await search('doctor', 'adult2', '&category=block'))).toBe('403 TREATING_DOCTOR_ONLY');
    const after = notices('adult2').filter((notice) => notice === 'patient:rights').length;
    expect(after).toBe(before + 2);
  });
});

describe('who is blocked', () => {
  it('is read by a médecin traitant with a right, and by nobody else', async () => {
    const blocked = await post('treatingDoctor', about(service, 'adult', 'block', pro('socialWorker')));
    expect(blocked.status).toBe(201);
    expect(refusalOf(await search('treatingDoctor', 'adult', '&category=block'))).toBe(
      '403 CONSENT_REQUIRED',
    );
    await service.consent('treatingDoctor', 'adult');
    const [block] = await consents('treatingDoctor', 'adult', '&category=block');
    expect(block && actorOf(block)).toBe(service.card('socialWorker'));
    expect(block?.provision.actor?.[0].reference.display).toContain('FOURNIER');
    await service.consent('doctor', 'adult');
    expect(refusalOf(await search('doctor', 'adult', '&category=block'))).toBe('403 TREATING_DOCTOR_ONLY');
    for (const more of ['', '&category=authorisation', '&category=switch', '&category=sharing']) {
      expect(refusalOf(await search('treatingDoctor', 'adult', more))).toBe('400 INVALID');
    }
  });

  it('may be a whole establishment, but none of its médecins traitants', async () => {
    const practice = { system: ORG, value: '1990000077' };
    await service.consent('otherDoctor', 'twinA');
    await service.consent('doctor', 'twinA');
    const named = await service.call('POST', '/fhir/Consent', {
      token: await service.patientToken('twinA'),
      body: about(service, 'twinA', 'treating-doctor', pro('doctor')),
    });
    expect(named.status).toBe(201);
    const block = await post('doctor', about(service, 'twinA', 'block', practice));
    expect(block.status).toBe(201);
    expect((await consents('otherDoctor', 'twinA', '&actor=me'))[0]?.provision.type).toBe('deny');
    expect((await consents('doctor', 'twinA', '&actor=me'))[0]).toMatchObject({
      status: 'active',
      provision: { type: 'permit' },
    });
    const unknown = { system: ORG, value: '1990009999' };
    expect(refusalOf(await post('doctor', about(service, 'twinA', 'block', unknown)))).toBe('422 INVALID');
    expect((await remove('doctor', Consent.parse(block.json).id)).status).toBe(204);
    // What the block ended does not come back with its end.
    expect(await consents('otherDoctor', 'twinA', '&actor=me')).toEqual([]);
  });
});

describe('one’s own declarations', () => {
  it('are all kept: each with what was written down, since when and until when', async () => {
    const written = { basis: 'EXPLICIT', form: 'WRITTEN', confirmed: true };
    await post('midwife', authorisation(service, 'twinB', written));
    await post('midwife', authorisation(service, 'twinB'));
    const [right] = await consents('midwife', 'twinB', '&actor=me');
    await remove('midwife', right?.id ?? '');
    await post('midwife', authorisation(service, 'twinB'));
    const history = await consents('midwife', 'twinB', '&actor=me&status=active,inactive');
    const said = history.map(({ status, extension }) => [status, ...extension.map((one) => one.valueCode)]);
    expect(said).toEqual([
      ['active', 'CARE_TEAM', 'ORAL'],
      ['inactive', 'CARE_TEAM', 'ORAL'],
      ['inactive', 'EXPLICIT', 'WRITTEN'],
    ]);
    for (const { provision } of history.slice(1)) {
      expect(Date.parse(provision.period?.end ?? '')).toBeLessThan(
        Date.parse(provision.period?.start ?? '') + 60_000,
      );
    }
    expect(new Set(history.map(({ id }) => id)).size).toBe(3);
    expect(await consents('midwife', 'twinB', '&actor=me&status=inactive')).toHaveLength(2);
    expect(await consents('nurse', 'twinB', '&actor=me&status=active,inactive')).toEqual([]);
    expect(refusalOf(await search('midwife', 'twinB', '&actor=me&status=draft'))).toBe('400 INVALID');
  });
});

describe('my records', () => {
  const mine = async (card: string, more: string) =>
    bundleOf(await service.call('GET', `/fhir/Patient?${more}`, { token: await service.token(card) }));

  it('come with the right on each, page by page, those that ended only when asked for', async () => {
    const running = await mine('doctor', 'my-records=true&_revinclude=Consent:patient&_count=10');
    expect(running.total).toBeGreaterThan(20);
    const types = running.entry.map(({ resource }) => (resource as { resourceType: string }).resourceType);
    expect(types).toEqual([...Array<string>(10).fill('Patient'), ...Array<string>(10).fill('Consent')]);
    const next = await service.call('GET', running.link('next') ?? '', {
      token: await service.token('doctor'),
    });
    const pages = [...running.entry, ...bundleOf(next).entry].map(({ fullUrl }) => fullUrl);
    expect(new Set(pages).size).toBe(pages.length);
    const all = await mine('doctor', 'my-records=all&_revinclude=Consent:patient');
    const states = all.entry
      .map(({ resource }) => Consent.safeParse(resource).data?.status)
      .filter((status) => status !== undefined);
    expect(states.filter((status) => status === 'inactive').length).toBe(
      (all.total ?? 0) - (running.total ?? 0),
    );
    expect(states).toContain('inactive');
  });

  it('have no record whose patient blocked one, nor another’s', async () => {
    const listed = async () => JSON.stringify((await mine('doctor', 'my-records=all')).entry);
    const adult = service.patient('adult').ins;
    expect((await listed()).includes(adult)).toBe(true);
    await post('treatingDoctor', about(service, 'adult', 'block', pro('doctor')));
    expect((await listed()).includes(adult)).toBe(false);
    const others = JSON.stringify((await mine('careAssistant', 'my-records=all')).entry);
    expect(others.includes(service.patient('adult2').ins)).toBe(false);
  });
});

describe('the journal', () => {
  const Event = z.looseObject({
    subtype: z.tuple([z.object({ code: z.string() })]),
    outcome: z.string(),
    agent: z.array(z.looseObject({ who: z.looseObject({ display: z.string().optional() }) })),
    entity: z.array(
      z.looseObject({
        detail: z.array(z.object({ type: z.string(), valueString: z.string() })).optional(),
      }),
    ),
  });
  const traces = async (token: string, more: string, path = 'AuditEvent') => {
    const answer = bundleOf(
      await service.call('GET', `/fhir/${path}?patient.identifier=${identifier('adult2')}${more}`, { token }),
    );
    return { total: answer.total, events: answer.entry.map(({ resource }) => Event.parse(resource)) };
  };

  it('is asked by person, act, outcome and mode; each narrows what the reader sees', async () => {
    const patient = await service.patientToken('adult2');
    const all = await traces(patient, '&_count=200');
    expect(all.total).toBeGreaterThan(10);
    const who = encodeURIComponent(`${PRO}|${service.card('nurse')}`);
    for (const [more, holds] of [
      [`&agent.identifier=${who}`, ({ agent }) => agent[0]?.who.display?.includes('CHARPENTIER') === true],
      ['&agent-name=charp', ({ agent }) => agent[0]?.who.display?.includes('CHARPENTIER') === true],
      ['&agent-name=LUCIE%20Charp', ({ agent }) => agent[0]?.who.display?.includes('CHARPENTIER') === true],
      ['&subtype=declareRight', ({ subtype }) => subtype[0].code === 'declareRight'],
      ['&outcome=8', ({ outcome }) => outcome === '8'],
    ] as const satisfies readonly (readonly [string, (event: z.infer<typeof Event>) => boolean])[]) {
      const found = await traces(patient, `${more}&_count=200`);
      expect(found.events.length, more).toBeGreaterThan(0);
      expect(found.total, more).toBe(all.events.filter(holds).length);
      expect(found.events.every(holds), more).toBe(true);
    }
    expect((await traces(patient, '&purpose=BTG')).total).toBe(0);
    for (const wrong of ['&outcome=4', '&purpose=HRESCH', '&agent-name=%20', '&agent.identifier=1']) {
      const answer = await service.call(
        'GET',
        `/fhir/AuditEvent?patient.identifier=${identifier('adult2')}${wrong}`,
        { token: patient },
      );
      expect(refusalOf(answer), wrong).toBe('400 INVALID');
    }
  });

  it('says that it was taken out of the service', async () => {
    const token = await service.token('doctor');
    const before = await traces(token, '&_count=200');
    const exported = await traces(token, '', 'AuditEvent/$export');
    expect(exported.events.length).toBe((before.total ?? 0) + 1);
    const [last] = (await traces(token, '&_count=1')).events;
    expect(last?.entity[0]?.detail).toEqual([{ type: 'export', valueString: 'true' }]);
  });
});

describe('the directory', () => {
  const names = async (path: string): Promise<string[]> => {
    const answer = await service.call('GET', `/fhir/${path}`, { token: await service.token('nurse') });
    return bundleOf(answer).entry.map(({ resource }) => JSON.stringify(resource));
  };

  it('finds by the beginning of a name, accents and case aside, and by the place', async () => {
    expect(await names('Practitioner?name=vass')).toHaveLength(1);
    expect((await names('Practitioner?name=etienne%20VASS'))[0]).toContain('Étienne');
    expect((await names('Practitioner?family=pasq&given=anne-l'))[0]).toContain('PASQUIER');
    expect((await names('Organization?name=peche')).length).toBe(0);
    expect((await names('Organization?name=pharm&address-city=nant'))[0]).toContain('Pharmacie de la Place');
    expect((await names('PractitionerRole?practitioner.name=renaud')).length).toBe(2);
    expect((await names('PractitionerRole?practitioner.name=renaud&organization.name=glycines')).length).toBe(
      1,
    );
    expect((await names('PractitionerRole?organization.address-city=saint-nazaire')).length).toBeGreaterThan(
      3,
    );
  });

  it('is not given out as a whole, and comes page by page', async () => {
    const token = await service.token('nurse');
    for (const path of [
      'Practitioner',
      'PractitionerRole',
      'Organization?_count=5',
      'Practitioner?name=%20',
    ]) {
      expect(refusalOf(await service.call('GET', `/fhir/${path}`, { token })), path).toBe('400 INVALID');
    }
    const first = bundleOf(
      await service.call('GET', '/fhir/PractitionerRole?organization.address-city=nantes&_count=4', {
        token,
      }),
    );
    const second = bundleOf(await service.call('GET', first.link('next') ?? '', { token }));
    const urls = [...first.entry, ...second.entry].map(({ fullUrl }) => fullUrl);
    expect(urls.length).toBe(8);
    expect(new Set(urls).size).toBe(8);
    expect(second.total).toBe(first.total);
  });
});
