import { createHash, randomUUID } from 'node:crypto';
import type { Handlers, Output } from '../../shared/bridge/contract.ts';
import type { DepositDraft, DepositMetadata } from '../../shared/bridge/deposit.ts';
import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { OutboxEntry } from '../../shared/bridge/outbox.ts';
import type { InsRef } from '../../shared/bridge/identity.ts';
import { sameIns } from '../../shared/bridge/identity.ts';
import { inspectFile } from '../../shared/documents/inspect.ts';
import { proposeActDate, proposeTitle, proposeTypes } from '../../shared/documents/proposals.ts';
import { recogniseFile } from '../../shared/documents/recognise.ts';
import { checkSheet } from '../../shared/documents/sheet.ts';
import { textOfFile } from '../../shared/documents/text.ts';
import type { Professional } from '../../shared/bridge/session.ts';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import type { Colleague } from '../gateway/directory.ts';
import { colleaguesAt } from '../gateway/directory.ts';
import { depositInstantOf } from '../gateway/sheet.ts';
import { writeTransaction } from '../gateway/submission.ts';
import { newUniqueId } from '../gateway/unique-id.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { foreseeAnnouncement } from '../store/announcements.ts';
import { reviewDeposit } from './deposit-review.ts';
import type { Draft } from './draft.ts';
import { isOpposed } from './feeding.ts';
import type { OpenRecord, Records } from './record.ts';
import type { Reference } from './reference.ts';
import { settingOf } from './setting.ts';
import type { OpenSession } from './session.ts';
import { isStaffMember } from './staff.ts';

export interface DepositDeps {
  readonly session: () => Result<OpenSession, 'LOCKED'>;
  readonly outbox: () => Outbox;
  readonly records: Records;
  readonly reference: Reference;
  readonly now: () => number;
}

export interface Deposits {
  readonly handlers: Pick<Handlers, Extract<keyof Handlers, `deposit.${string}`>>;
  /** The draft, if it is this patient's: a deposit prepared for one is never sent to another. */
  draftOf(draftId: string, ins: InsRef): Result<Draft, 'NOT_FOUND' | 'REFUSED'>;
  /**
   * Deposits what the post has written itself, on the open record, without waiting for the service: the same
   * checks and the same queue as for any file.
   */
  depositOwn(file: OwnFile): Promise<Result<OutboxEntry, FailureCode>>;
  /** Forgets all drafts: the post is left. */
  close(): void;
}

interface OwnFile {
  readonly ins: InsRef;
  readonly fileName: string;
  readonly bytes: Uint8Array;
  readonly metadata: DepositMetadata;
}

/** A page that behaves holds a handful; more would fill the memory. */
const DRAFTS_MAX = 40;

/** Deposits: from a file and a patient to the service's receipt. */
export function createDeposits(deps: DepositDeps): Deposits {
  const drafts = new Map<string, Draft>();
  const { reference } = deps;
  /** For staff: the professionals of the place, as the directory named them in this session. */
  let authors: readonly Colleague[] | undefined;

  async function askAuthors({
    client,
    professional,
    place,
  }: OpenSession): Promise<Result<readonly Colleague[], FailureCode>> {
    if (!isStaffMember(reference, professional)) return ok([]);
    if (authors !== undefined) return ok(authors);
    const found = await colleaguesAt(client, place.id);
    if (found.ok) authors = found.value;
    return found;
  }

  /** The author: oneself, or the professional whom staff name, if he is one of the place. */
  function authorOf(session: OpenSession, { authorId }: DepositMetadata): Professional | undefined {
    if (!isStaffMember(reference, session.professional)) return session.professional;
    const colleague = authors?.find(({ id }) => id === authorId);
    return colleague === undefined ? undefined : { ...colleague, card: 'CPS', regulator: false };
  }

  function prepare(
    session: OpenSession,
    record: OpenRecord,
    fileName: string,
    bytes: Uint8Array,
    readText: string | null,
  ): DepositDraft {
    const refused = (problem: Extract<DepositDraft, { status: 'refused' }>['problem']): DepositDraft => ({
      status: 'refused',
      fileName,
      problem,
      size: bytes.length,
    });
    const { documentMaxBytes } = reference.policy.parameters;
    const file = inspectFile(fileName, bytes, documentMaxBytes, reference.templateFormats);
    if (!file.ok) return refused(file.error);
    if (record.ownHashes().has(createHash('sha1').update(bytes).digest('base64')))
      return refused('DUPLICATE');
    if (drafts.size >= DRAFTS_MAX) drafts.delete(drafts.keys().next().value ?? '');
    const draft: Draft = {
      draftId: randomUUID(),
      patient: record.view.patient,
      fileName,
      bytes,
      file: file.value,
      // A text, an RTF or a CDA document is read here; what the page read of it is not needed, nor believed.
      text: textOfFile(recogniseFile(bytes), bytes) || (readText ?? ''),
    };
    drafts.set(draft.draftId, draft);
    return proposalFor(draft, session);
  }

  function proposalFor(draft: Draft, session: OpenSession): DepositDraft {
    const { file, fileName, bytes, text } = draft;
    const { header, format } = file;
    const proposals = proposeTypes(
      {
        fileName,
        text,
        declared: header?.type.code ?? null,
        usual: reference.usualTypes(session.professional.profession),
      },
      reference.typeKeywords,
    ).flatMap(({ code, because }) => {
      const type = reference.types.get(code);
      return type === undefined ? [] : [{ code, label: type.label, class: type.class, because }];
    });
    return {
      status: 'ready',
      draftId: draft.draftId,
      fileName,
      format: { code: format.code, label: reference.formatLabel(format.code) },
      mediaType: format.mediaType,
      size: bytes.length,
      title: header?.title || proposeTitle(fileName, proposals[0]?.label ?? ''),
      proposals,
      actDate: header?.act.start?.slice(0, 10) ?? proposeActDate(fileName, today(deps.now())),
    };
  }

  function draftOf(draftId: string, ins: InsRef): Result<Draft, 'NOT_FOUND' | 'REFUSED'> {
    const draft = drafts.get(draftId);
    if (draft === undefined) return err('NOT_FOUND');
    return sameIns(draft.patient.ins, ins) ? ok(draft) : err('REFUSED');
  }

  async function check(
    session: OpenSession,
    draft: Draft,
    metadata: DepositMetadata,
  ): Promise<Result<Output<'deposit.review'>, FailureCode>> {
    const problems = checkSheet(metadata, {
      today: today(deps.now()),
      birthDate: draft.patient.birthDate,
      types: new Set(reference.types.keys()),
    });
    if (problems.length > 0) return err('INVALID');
    const record = deps.records.of(draft.patient.ins);
    const depositing = {
      professional: session.professional,
      onBehalfOf: isStaffMember(reference, session.professional)
        ? (authorOf(session, metadata)?.id ?? null)
        : null,
      secret: record.ok && record.value.view.access.secret,
      feedingOpposed: isOpposed(session, draft),
      firstDepositedAt: await firstDeposit(draft, metadata),
    };
    return reviewDeposit(reference, depositing, draft, metadata, deps.now());
  }

  /** A new version does not start the clock of its announcement again (docs/rules.md 5). */
  async function firstDeposit({ patient }: Draft, { replaces }: DepositMetadata): Promise<number | null> {
    if (replaces === null) return null;
    const record = deps.records.of(patient.ins);
    const sheet = record.ok ? await record.value.sheet(replaces.uniqueId) : record;
    return sheet.ok ? Date.parse(depositInstantOf(sheet.value)) : null;
  }

  /** The deposit is kept on this post, durably; it leaves in its turn, and can be taken back until then. */
  async function keep(
    session: OpenSession,
    draft: Draft,
    metadata: DepositMetadata,
  ): Promise<Result<OutboxEntry, FailureCode>> {
    const type = reference.types.get(metadata.type);
    if (type === undefined) return err('INVALID');
    const { draftId, patient, bytes, file } = draft;
    const createdAt = new Date(deps.now()).toISOString();
    const uniqueId = newUniqueId();
    const { professional, place, store } = session;
    const author = authorOf(session, metadata);
    if (author === undefined) return err('AUTHOR_REQUIRED');
    const onBehalfOf = author.id === professional.id ? null : { id: author.id, name: author.name };
    const record = deps.records.of(patient.ins);
    const { confidentiality, replaces } = metadata;
    // Staff's deposits are announced by their author, whose list is his.
    if (onBehalfOf === null && confidentiality.includes('INVISIBLE_PATIENT')) {
      const first = await firstDeposit(draft, metadata);
      foreseeAnnouncement(store.database, {
        uniqueId,
        patient,
        title: metadata.title,
        confidentiality,
        clockFrom: first === null ? null : new Date(first).toISOString(),
      });
    }
    const request = writeTransaction({
      uniqueId,
      patient,
      author,
      place,
      ...settingOf(reference, place, author),
      title: metadata.title,
      type,
      class: { code: type.class, label: reference.nomenclature.classLabel(type.class) ?? type.class },
      format: { code: file.format.code, label: reference.formatLabel(file.format.code) },
      mediaType: file.format.mediaType,
      bytes,
      actDate: metadata.actDate,
      createdAt,
      confidentiality,
      replaces,
    });
    return deps.outbox().enqueue({
      actId: draftId,
      kind: replaces === null ? 'deposit' : 'replacement',
      onBehalfOf,
      secret: record.ok && record.value.view.access.secret,
      ins: patient.ins,
      title: metadata.title,
      objects: replaces === null ? [uniqueId] : [uniqueId, replaces.uniqueId],
      uniqueId,
      replaces: replaces?.uniqueId ?? null,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      request: {
        method: 'POST',
        path: '',
        headers: { 'content-type': 'application/fhir+json' },
        body: request,
      },
    });
  }

  async function send(
    session: OpenSession,
    draft: Draft,
    metadata: DepositMetadata,
  ): Promise<Result<Output<'deposit.send'>, FailureCode>> {
    const stored = await keep(session, draft, metadata);
    if (!stored.ok) return stored;
    const { draftId } = draft;
    const { entry } = await deps.outbox().tried(draftId);
    if (entry === undefined) return deps.session().ok ? err('CANCELLED') : err('LOCKED');
    // What waits or was received is the outbox's; a refusal keeps the draft, so that it can be put right.
    if (entry.status.status !== 'refused') drafts.delete(draftId);
    return ok(entry);
  }

  return {
    draftOf,
    depositOwn: async ({ ins, fileName, bytes, metadata }) => {
      const session = deps.session();
      if (!session.ok) return session;
      const record = deps.records.of(ins);
      if (!record.ok) return record;
      const prepared = prepare(session.value, record.value, fileName, bytes, null);
      if (prepared.status === 'refused') {
        return err(prepared.problem === 'DUPLICATE' ? 'DUPLICATE' : 'INVALID');
      }
      const draft = draftOf(prepared.draftId, ins);
      if (!draft.ok) return draft;
      const checked = await check(session.value, draft.value, metadata);
      const kept = checked.ok ? await keep(session.value, draft.value, metadata) : checked;
      // Nobody will put it right: it is written anew where it is wanted again.
      drafts.delete(prepared.draftId);
      return kept;
    },
    close: () => {
      drafts.clear();
      authors = undefined;
    },
    handlers: {
      'deposit.prepare': async ({ ins, fileName, bytes, text }) => {
        const session = deps.session();
        if (!session.ok) return session;
        const record = deps.records.of(ins);
        if (!record.ok) return record;
        return ok(prepare(session.value, record.value, fileName, bytes, text ?? null));
      },
      'deposit.review': async ({ draftId, ins, metadata }) => {
        const session = deps.session();
        if (!session.ok) return session;
        const draft = draftOf(draftId, ins);
        return draft.ok ? check(session.value, draft.value, metadata) : draft;
      },
      'deposit.send': async ({ draftId, ins, metadata }) => {
        const session = deps.session();
        if (!session.ok) return session;
        const draft = draftOf(draftId, ins);
        if (!draft.ok) return draft;
        const checked = await check(session.value, draft.value, metadata);
        return checked.ok ? send(session.value, draft.value, metadata) : checked;
      },
      'deposit.authors': async () => {
        const session = deps.session();
        if (!session.ok) return session;
        const found = await askAuthors(session.value);
        return found.ok
          ? ok({
              authors: found.value.map(({ id, name, professionLabel }) => ({ id, name, professionLabel })),
            })
          : found;
      },
      'deposit.discard': async ({ draftId }) => {
        drafts.delete(draftId);
        if (deps.session().ok) deps.outbox().forget(draftId);
        return ok(null);
      },
    },
  };
}

/** The civil day where the post stands: the day that its user would write. */
function today(now: number): string {
  return new Intl.DateTimeFormat('sv-SE').format(now);
}
