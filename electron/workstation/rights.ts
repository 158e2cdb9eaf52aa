import type { Handlers } from '../../shared/bridge/contract.ts';
import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { InsRef } from '../../shared/bridge/identity.ts';
import type { RecordRights, TreatingDoctor } from '../../shared/bridge/rights.ts';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import { revokeConsent } from '../gateway/consent.ts';
import { nameInDirectory, searchDirectory } from '../gateway/directory-search.ts';
import { patientByIns } from '../gateway/patient.ts';
import { block, blocks, ownDeclarations, ownRole, takeRole, treatingDoctors } from '../gateway/rights.ts';
import { createPageNames } from './page-names.ts';
import type { OpenRecord, Records } from './record.ts';
import type { OpenSession } from './session.ts';

export interface RightsDeps {
  readonly session: () => Result<OpenSession, 'LOCKED'>;
  readonly records: Records;
  readonly onRecordChanged: (ins: InsRef) => void;
}

/** Code of the physicians: the role of médecin traitant is theirs. */
const PHYSICIAN = '10';

type RightsChannel = Extract<keyof Handlers, `rights.${string}`> | 'directory.search';

/** Who has which right on the open record, and what a médecin traitant does with them at the patient's request. */
export function createRights({
  session,
  records,
  onRecordChanged,
}: RightsDeps): Pick<Handlers, RightsChannel> {
  const pages = createPageNames<{ readonly kind: 'professional' | 'structure'; readonly page: string }>();

  /** The open record and who asks, or why there is none. */
  function at(
    ins: InsRef,
  ): Result<{ readonly record: OpenRecord; readonly self: OpenSession['professional'] }, FailureCode> {
    const opened = session();
    if (!opened.ok) return opened;
    const record = records.of(ins);
    return record.ok ? ok({ record: record.value, self: opened.value.professional }) : record;
  }

  async function read(ins: InsRef): Promise<Result<RecordRights, FailureCode>> {
    const here = at(ins);
    if (!here.ok) return here;
    const { record, self } = here.value;
    const { client, view } = record;
    const hasRight = view.right.status === 'valid' && view.access.mode === 'NORMAL';
    const seesAll = hasRight && view.treatingDoctor;
    const [declarations, doctors, blocked] = await Promise.all([
      ownDeclarations(client, ins),
      seesAll ? treatingDoctors(client, ins, self.id) : namedDoctors(record, self.id),
      seesAll ? blocks(client, ins) : ok(null),
    ]);
    if (!declarations.ok) return declarations;
    if (!doctors.ok) return doctors;
    if (!blocked.ok) return blocked;
    return ok({
      ins,
      declarations: declarations.value.map(({ ins: _record, ...declaration }) => declaration),
      treatingDoctors: [...doctors.value],
      blocks: blocked.value === null ? null : [...blocked.value],
      mayTakeRole: hasRight && !view.treatingDoctor && self.profession === PHYSICIAN,
    });
  }

  /** After an act: what the record says of itself, and the page told that it changed. */
  async function reopened(ins: InsRef) {
    const view = await records.reopen(ins);
    onRecordChanged(ins);
    return view;
  }

  return {
    'rights.read': ({ ins }) => read(ins),

    'rights.takeRole': async ({ ins, confirmed }) => {
      const here = at(ins);
      if (!here.ok) return here;
      const { record, self } = here.value;
      const taken = await takeRole(record.client, ins, self.id, confirmed);
      return taken.ok ? reopened(ins) : taken;
    },

    'rights.leaveRole': async ({ ins }) => {
      const here = at(ins);
      if (!here.ok) return here;
      const { client } = here.value.record;
      const role = await ownRole(client, ins);
      if (!role.ok) return role;
      // Nothing to give back: the patient took it meanwhile.
      const left = role.value === null ? ok(null) : await revokeConsent(client, role.value);
      return left.ok ? reopened(ins) : left;
    },

    'rights.block': async ({ ins, target }) => {
      const here = at(ins);
      if (!here.ok) return here;
      const blocked = await block(here.value.record.client, ins, target);
      return blocked.ok ? read(ins) : blocked;
    },

    'rights.unblock': async ({ ins, blockId }) => {
      const here = at(ins);
      if (!here.ok) return here;
      const lifted = await revokeConsent(here.value.record.client, blockId);
      return lifted.ok ? read(ins) : lifted;
    },

    'directory.search': async ({ kind, name, place, cursor }) => {
      const opened = session();
      if (!opened.ok) return opened;
      const { client } = opened.value;
      const next = cursor === null ? undefined : pages.open(cursor, client);
      if (cursor !== null && next === undefined) return err('INVALID');
      if (cursor === null) pages.clear();
      const found = await searchDirectory(client, next ?? { kind, name, place });
      if (!found.ok) return found;
      const { hits, total, next: path } = found.value;
      return ok({
        hits: [...hits],
        total,
        cursor: path === undefined ? null : pages.name({ kind, page: path }, client),
      });
    },
  };
}

/** The médecins traitants as everybody may know them: the record's own page names them (TD0.2). */
async function namedDoctors(
  { client, view }: OpenRecord,
  self: string,
): Promise<Result<readonly TreatingDoctor[], FailureCode>> {
  const patient = await patientByIns(client, view.patient.ins);
  if (!patient.ok) return patient;
  const ids = patient.value?.treatingDoctors ?? [];
  const names = await Promise.all(ids.map((id) => nameInDirectory(client, id)));
  return ok(ids.map((id, index) => ({ id, name: names[index] ?? id, since: null, self: id === self })));
}
