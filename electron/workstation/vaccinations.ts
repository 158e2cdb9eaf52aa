import { randomUUID } from 'node:crypto';
import { decide } from '../../shared/access/decide.ts';
import type { Handlers, Output } from '../../shared/bridge/contract.ts';
import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { InsRef } from '../../shared/bridge/identity.ts';
import type { NewVaccination } from '../../shared/bridge/sections.ts';
import type { Professional } from '../../shared/bridge/session.ts';
import { writeCda } from '../../shared/cda/write.ts';
import { NOTE_TYPE, noteTitle, vaccinationNote } from '../../shared/clinical/vaccination-note.ts';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import { civilDay, diseaseNames, readNotebook, vaccineList } from '../gateway/sections/notebook.ts';
import { additionRequest, sendRequest, withdrawalRequest } from '../gateway/sections/vaccination-acts.ts';
import { newUniqueId } from '../gateway/unique-id.ts';
import { keepVaccineProduct, vaccineProductsIn } from '../store/vaccine-products.ts';
import type { Deposits } from './deposit.ts';
import type { OpenRecord, Records } from './record.ts';
import type { Reference } from './reference.ts';
import type { OpenSession } from './session.ts';
import { settingOf } from './setting.ts';
import { standingOn } from './standing.ts';

export interface VaccinationDeps {
  readonly session: () => Result<OpenSession, 'LOCKED'>;
  readonly records: Records;
  readonly deposits: Pick<Deposits, 'handlers'>;
  readonly reference: Reference;
  readonly now: () => number;
  readonly onRecordChanged: (ins: InsRef) => void;
}

type VaccinationChannel =
  'sections.vaccinations' | 'sections.vaccines' | 'sections.addVaccination' | 'sections.withdrawVaccination';

type Note = Output<'sections.addVaccination'>['note'];

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

  /** The note leaves as any deposit does: durable on this post before it is sent. */
  async function depositNote(
    { session, record }: Here,
    vaccination: NewVaccination,
    vaccine: string,
    diseases: readonly string[],
  ): Promise<Note> {
    const { professional, place } = session;
    const { patient, access } = record.view;
    const { facilityType, practiceSetting } = settingOf(reference, place, professional);
    const bytes = writeCda(
      vaccinationNote({
        id: newUniqueId().replace('urn:oid:', ''),
        patient,
        author: professional,
        place,
        facilityType,
        practiceSetting,
        vaccination,
        vaccine,
        diseases,
        createdAt: new Date(now()).toISOString(),
      }),
    );
    const { handlers } = deps.deposits;
    const draft = await handlers['deposit.prepare']({
      ins: patient.ins,
      fileName: 'note-de-vaccination.xml',
      bytes: new Uint8Array(bytes),
    });
    if (!draft.ok || draft.value.status === 'refused') return 'refused';
    const { draftId } = draft.value;
    const sent = await handlers['deposit.send']({
      ins: patient.ins,
      draftId,
      metadata: {
        title: noteTitle(vaccine),
        type: NOTE_TYPE,
        actDate: vaccination.date,
        // What is a minor's secret stays one (docs/rules.md 3, step 7).
        confidentiality: access.secret ? ['N', 'INVISIBLE_REPRESENTANTS_LEGAUX'] : ['N'],
        replaces: null,
      },
    });
    if (!sent.ok) {
      await handlers['deposit.discard']({ draftId });
      return 'refused';
    }
    switch (sent.value.status.status) {
      case 'deposited':
        return 'deposited';
      case 'waiting':
      case 'sending':
        return 'waiting';
      case 'refused':
        return 'refused';
    }
  }

  return {
    'sections.vaccinations': async ({ ins }) => {
      const here = at(ins);
      if (!here.ok) return here;
      const { session, record } = here.value;
      const notebook = await readNotebook({
        client: record.client,
        patient: record.view.patient,
        self: session.professional.id,
        now: now(),
      });
      return notebook.ok
        ? ok({ ...notebook.value, ins, mayAdd: mayAdd(record, session.professional) })
        : notebook;
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
      const added = await sendRequest(record.client, additionRequest(ins, vaccination, terms), randomUUID());
      if (!added.ok) return added;
      const { gtin, product } = vaccination;
      if (gtin !== null) {
        keepVaccineProduct(session.store.database, { gtin, vaccine: vaccine.code, product });
      }
      // Only once the new one stands: between the two there is a double, never a gap.
      const former =
        corrects === null
          ? ('none' as const)
          : (await sendRequest(record.client, withdrawalRequest(corrects), randomUUID())).ok
            ? ('withdrawn' as const)
            : ('kept' as const);
      const note = withNote
        ? await depositNote(here.value, vaccination, vaccine.label, diseases)
        : ('none' as const);
      deps.onRecordChanged(ins);
      return ok({ ins, vaccination: 'recorded', note, former });
    },

    'sections.withdrawVaccination': async ({ ins, entry }) => {
      const here = at(ins);
      if (!here.ok) return here;
      const done = await sendRequest(here.value.record.client, withdrawalRequest(entry), randomUUID());
      if (!done.ok) return done;
      deps.onRecordChanged(ins);
      return ok({ ins });
    },
  };
}

/** Nobody is vaccinated tomorrow, nor before he is born. */
function isPossible({ date }: NewVaccination, { view }: OpenRecord, now: number): boolean {
  return date <= civilDay(now) && date >= view.patient.birthDate;
}
