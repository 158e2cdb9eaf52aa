import { randomUUID } from 'node:crypto';
import { decide } from '../../shared/access/decide.ts';
import type { Handlers } from '../../shared/bridge/contract.ts';
import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { InsRef } from '../../shared/bridge/identity.ts';
import type { NewVaccination } from '../../shared/bridge/sections.ts';
import type { Professional } from '../../shared/bridge/session.ts';
import { writeCda } from '../../shared/cda/write.ts';
import { NOTE_TYPE, noteTitle, vaccinationNote } from '../../shared/clinical/vaccination-note.ts';
import { localDay } from '../../shared/identity/calendar.ts';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import type { UnnamedRequest } from '../gateway/named-request.ts';
import { diseaseNames, notebookOf, vaccineList } from '../gateway/sections/notebook.ts';
import { additionRequest, sendRequest, withdrawalRequest } from '../gateway/sections/vaccination-acts.ts';
import { newUniqueId } from '../gateway/unique-id.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { actOf } from '../outbox/outbox.ts';
import { keepVaccineProduct, vaccineProductsIn } from '../store/vaccine-products.ts';
import type { Deposits } from './deposit.ts';
import type { OpenRecord, Records } from './record.ts';
import type { Reference } from './reference.ts';
import type { SectionReader } from './section-reader.ts';
import { readOf } from './sections.ts';
import type { OpenSession } from './session.ts';
import { settingOf } from './setting.ts';
import { standingOn } from './standing.ts';

export interface VaccinationDeps {
  readonly session: () => Result<OpenSession, 'LOCKED'>;
  readonly records: Records;
  readonly reader: SectionReader;
  readonly outbox: () => Outbox;
  readonly deposits: Pick<Deposits, 'depositOwn'>;
  readonly reference: Reference;
  readonly now: () => number;
  readonly onRecordChanged: (ins: InsRef) => void;
}

type VaccinationChannel =
  'sections.vaccinations' | 'sections.vaccines' | 'sections.addVaccination' | 'sections.withdrawVaccination';

interface Here {
  readonly session: OpenSession;
  readonly record: OpenRecord;
}

/** The vaccination notebook of the open record: read, written by whoever vaccinates, corrected by its author. */
export function createVaccinations(deps: VaccinationDeps): Pick<Handlers, VaccinationChannel> {
  const { reference, now } = deps;

  function at(ins: InsRef): Result<Here, FailureCode> {
    const session = deps.session();
    if (!session.ok) return session;
    const record = deps.records.of(ins);
    return record.ok ? ok({ session: session.value, record: record.value }) : record;
  }

  /** By the engine that the service itself uses: what is offered here is not refused there. */
  function mayAdd({ view }: OpenRecord, professional: Professional): boolean {
    const question = { ...standingOn(view, professional, now()), action: 'addVaccination' as const };
    // In an emergency the session itself was the service's to grant.
    const isEmergency = view.access.mode !== 'NORMAL';
    const answer = decide(reference.policy, {
      ...question,
      ...(isEmergency ? { relation: { authorisation: 'VALID' as const } } : {}),
    });
    return answer.effect === 'permit';
  }

  /**
   * One act of the queue: durable on this post, twice, before anything leaves. In an emergency it is sent by the
   * session of that emergency, which ends with it and which no queue may outlive.
   */
  async function act(
    { record }: Here,
    title: string,
    objects: readonly string[],
    request: UnnamedRequest,
  ): Promise<Result<{ readonly status: 'kept' | 'recorded'; readonly actId: string }, FailureCode>> {
    const { patient, access } = record.view;
    const actId = randomUUID();
    if (access.mode !== 'NORMAL') {
      const sent = await sendRequest(record.client, request, actId);
      if (sent.ok) deps.onRecordChanged(patient.ins);
      return sent.ok ? ok({ status: 'recorded', actId }) : sent;
    }
    const { ins } = patient;
    const kept = deps
      .outbox()
      .enqueue(actOf({ actId, kind: 'vaccination', secret: access.secret, ins, title, objects, request }));
    return kept.ok ? ok({ status: 'kept', actId }) : kept;
  }

  /** The note leaves as any deposit does, after its vaccination. */
  async function depositNote(
    { session, record }: Here,
    vaccination: NewVaccination,
    vaccine: string,
    diseases: readonly string[],
  ): Promise<string | undefined> {
    const { professional, place } = session;
    const { patient, access } = record.view;
    const bytes = writeCda(
      vaccinationNote({
        id: newUniqueId().replace('urn:oid:', ''),
        patient,
        author: professional,
        place,
        ...settingOf(reference, place, professional),
        vaccination,
        vaccine,
        diseases,
        createdAt: new Date(now()).toISOString(),
      }),
    );
    const kept = await deps.deposits.depositOwn({
      ins: patient.ins,
      fileName: 'note-de-vaccination.xml',
      bytes,
      metadata: {
        title: noteTitle(vaccine),
        type: NOTE_TYPE,
        actDate: vaccination.date,
        // What is a minor's secret stays one (docs/rules.md 3, step 7).
        confidentiality: access.secret ? ['N', 'INVISIBLE_REPRESENTANTS_LEGAUX'] : ['N'],
        replaces: null,
      },
    });
    return kept.ok ? kept.value.actId : undefined;
  }

  const withdraw = (here: Here, entry: { id: string; version: number }, name: string) =>
    act(here, `${TITLES.withdrawn}\u202f: ${name}`, [`Immunization/${entry.id}`], withdrawalRequest(entry));

  return {
    'sections.vaccinations': async ({ ins, kept = false }) => {
      const here = at(ins);
      if (!here.ok) return here;
      const { session, record } = here.value;
      const read = await readOf(deps.reader, record, 'vaccinations', kept);
      if (!read.ok) return read;
      const { section, about } = read.value;
      const notebook = notebookOf(section, record.view.patient, now());
      return ok({ ...notebook, ...about, mayAdd: mayAdd(record, session.professional) });
    },

    'sections.vaccines': async () => {
      const session = deps.session();
      if (!session.ok) return session;
      return ok({
        vaccines: vaccineList.vaccines.map(({ code, label, diseases }) => ({
          code,
          label,
          diseases: diseaseNames(diseases),
        })),
        products: vaccineProductsIn(session.value.store.database),
      });
    },

    'sections.addVaccination': async ({ ins, vaccination, withNote, corrects }) => {
      const here = at(ins);
      if (!here.ok) return here;
      const { session, record } = here.value;
      const vaccine = vaccineList.vaccines.find(({ code }) => code === vaccination.vaccine);
      if (vaccine === undefined || !isPossible(vaccination, record, now())) return err('INVALID');
      const diseases = diseaseNames(vaccine.diseases);
      const terms = { system: vaccineList.system, label: vaccine.label, diseases };
      const title = `${TITLES.added}\u202f: ${vaccine.label}`;
      const added = await act(here.value, title, [], additionRequest(ins, vaccination, terms));
      if (!added.ok) return added;
      const { gtin, product } = vaccination;
      if (gtin !== null) {
        keepVaccineProduct(session.store.database, { gtin, vaccine: vaccine.code, product });
      }
      // After the new one: between the two there is a double, never a gap.
      const former = corrects === null ? undefined : await withdraw(here.value, corrects, vaccine.label);
      if (former?.ok === false) return former;
      const note = withNote ? await depositNote(here.value, vaccination, vaccine.label, diseases) : undefined;
      return ok({
        ins,
        status: added.value.status,
        actIds: [added.value.actId, former?.value.actId, note].filter((id) => id !== undefined),
        note: !withNote ? 'none' : note === undefined ? 'refused' : 'kept',
      });
    },

    'sections.withdrawVaccination': async ({ ins, entry, name }) => {
      const here = at(ins);
      if (!here.ok) return here;
      const done = await withdraw(here.value, entry, name);
      return done.ok ? ok({ ins, status: done.value.status, actIds: [done.value.actId] }) : done;
    },
  };
}

const TITLES = { added: 'Vaccination', withdrawn: 'Retrait d’une vaccination' };

/** Nobody is vaccinated tomorrow, nor before he is born. */
function isPossible({ date }: NewVaccination, { view }: OpenRecord, now: number): boolean {
  return date <= localDay(now) && date >= view.patient.birthDate;
}
