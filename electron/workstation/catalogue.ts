import type { Handlers } from '../../shared/bridge/contract.ts';
import { ok } from '../../shared/result.ts';
import { catalogueOf } from '../gateway/catalogue.ts';
import type { Host } from '../hosts/host.ts';
import type { Records } from './record.ts';

export interface CatalogueDeps {
  readonly records: Pick<Records, 'of'>;
  readonly host: Host;
  readonly now: () => number;
}

/** The services that the State refers to, for the patient of the open record. */
export function createCatalogue({
  records,
  host,
  now,
}: CatalogueDeps): Pick<Handlers, 'catalogue.list' | 'catalogue.print'> {
  return {
    'catalogue.list': async ({ ins }) => {
      const record = records.of(ins);
      if (!record.ok) return record;
      const { client, view } = record.value;
      // Without a right the catalogue is there for everybody, and whether anything is linked is not asked.
      const mayAsk = view.right.status === 'valid' || view.access.mode !== 'NORMAL';
      const services = await catalogueOf(client, mayAsk ? ins : null);
      return services.ok ? ok({ services: services.value, asOf: new Date(now()).toISOString() }) : services;
    },
    'catalogue.print': async ({ ins }) => {
      const record = records.of(ins);
      return record.ok ? ok({ printed: (await host.print()) === 'printed' }) : record;
    },
  };
}
