import type { ConsentResource } from '../../../shared/fhir/consent.ts';
import { consentResource } from '../../../shared/fhir/consent.ts';
import { PROFESSIONAL_SYSTEM } from '../../../shared/fhir/systems.ts';
import { professionalName } from '../auth/caller.ts';
import { iso } from '../clock.ts';
import type { ServiceContext } from '../context.ts';
import type { ConsentRow } from '../storage/consents.ts';

/** The Consent resource of a right, as it stands now. */
export function consentOf(context: ServiceContext, row: ConsentRow, now: number): ConsentResource {
  const record = context.stores.records.byId(row.record_id);
  if (record === undefined) throw new Error('a consent stands on no record');
  const running = row.ended_at === null && (row.until === null || row.until > now);
  // A right that was taken back, or declared anew, before its term ended there.
  const end = Math.min(row.until ?? Infinity, row.ended_at ?? Infinity);
  return consentResource({
    id: row.id,
    category: row.category,
    patient: { system: record.system, value: record.ins },
    active: running,
    permit: row.permit === 1,
    actor:
      row.actor === ''
        ? undefined
        : { system: row.actor_system, value: row.actor, display: displayOf(context, row) },
    code: row.code,
    basis: row.basis,
    form: row.form,
    start: row.declared === 1 ? iso(row.since) : null,
    end: end === Infinity ? null : iso(end),
  });
}

function displayOf({ stores }: ServiceContext, { actor_system, actor }: ConsentRow): string | undefined {
  if (actor_system !== PROFESSIONAL_SYSTEM) return stores.directory.organization(actor)?.name;
  const professional = stores.directory.professional(actor);
  return professional && professionalName(professional);
}
