import { describe, expect, it } from 'vitest';
import type { ServiceClient } from '../../../electron/gateway/client.ts';
import { askTraces } from '../../../electron/gateway/audit-event.ts';
import { err } from '../../../shared/result.ts';

const own = { system: 'urn:oid:1.2.250.1.213.1.4.10', value: '255069999999934' };
const child = { ...own, value: '115069999999930' };
const everything = { person: '', group: null, outcome: null, from: null, to: null, modes: [], notBy: null };

/** What the journal is asked, as the service reads it. */
async function asked(criteria: Partial<Parameters<typeof askTraces>[2]>): Promise<URLSearchParams> {
  let path = '';
  const client: ServiceClient = {
    base: 'https://service/fhir',
    fhir: async (request) => {
      ({ path } = request);
      return err('SERVICE_UNREACHABLE');
    },
    ask: async () => err('SERVICE_UNREACHABLE'),
    follow: async () => err('SERVICE_UNREACHABLE'),
    unusual: () => undefined,
  };
  await askTraces(client, child, { ...everything, ...criteria });
  return new URLSearchParams(path.slice(path.indexOf('?') + 1));
}

describe('the question put to the journal', () => {
  it('takes both kinds of emergency for one, where both are asked for', async () => {
    expect((await asked({ modes: ['BTG', 'ETREAT'] })).get('purpose')).toBe('BTG,ETREAT');
  });

  it('leaves out the acts of whoever asks, not those of the holder for whom he acts', async () => {
    const question = await asked({ notBy: own });
    expect(question.get('agent.identifier:not')).toBe(`${own.system}|${own.value}`);
    expect(question.get('patient.identifier')).toBe(`${child.system}|${child.value}`);
  });

  it('bounds the days on both sides', async () => {
    const question = await asked({ from: '2026-11-01', to: '2026-11-30' });
    expect(question.getAll('date')).toEqual(['ge2026-11-01', 'le2026-11-30']);
  });

  it('narrows by nothing that was not asked for', async () => {
    expect([...(await asked({})).keys()]).toEqual(['patient.identifier', '_count']);
  });
});
