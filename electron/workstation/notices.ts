import type { DocumentFacts, Question } from '../../shared/access/question.ts';
import type { Handlers } from '../../shared/bridge/contract.ts';
import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { ForeseenAct } from '../../shared/bridge/notices.ts';
import type { Professional } from '../../shared/bridge/session.ts';
import { foreseenMails } from '../../shared/notices/mails.ts';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import { summaryOf } from '../gateway/sheet.ts';
import type { Deposits } from './deposit.ts';
import type { OpenRecord, Records } from './record.ts';
import type { Reference } from './reference.ts';
import type { OpenSession } from './session.ts';
import { actorOf, factsOf, standingOn } from './standing.ts';

export interface NoticesDeps {
  readonly session: () => Result<OpenSession, 'LOCKED'>;
  readonly records: Records;
  readonly deposits: Pick<Deposits, 'draftOf'>;
  readonly reference: Reference;
  readonly now: () => number;
}

/** Shows the mails of an act before it is done. Nothing is asked of the service, and nothing is traced. */
export function createNotices(deps: NoticesDeps): Pick<Handlers, 'notices.preview'> {
  const { reference } = deps;

  async function questionOf(act: ForeseenAct, author: Professional): Promise<Result<Question, FailureCode>> {
    const now = deps.now();
    if (act.act === 'emergency') return ok(emergencyQuestion(act, author, now));
    const record = deps.records.of(act.ins);
    if (!record.ok) return record;
    const { view } = record.value;
    const standing = standingOn(view, author, now);
    switch (act.act) {
      case 'declareConsent':
        return ok({ ...standing, action: act.act, change: { basis: 'CARE_TEAM', form: 'ORAL' } });
      case 'revokeOwnConsent':
      case 'blockProfessional':
      case 'unblockProfessional':
      case 'addVaccination':
        return ok({ ...standing, action: act.act });
      case 'document': {
        const document = await documentOf(record.value, act.uniqueId, author);
        if (!document.ok) return document;
        const change = { seenVersion: document.value.version, confirmed: true, confidentiality: ['N'] };
        return ok({ ...standing, action: act.change, document: document.value, change });
      }
      case 'deposit': {
        const draft = deps.deposits.draftOf(act.draftId, act.ins);
        if (!draft.ok) return draft;
        const { confidentiality, replaces } = act.metadata;
        const { bytes, file } = draft.value;
        const change = {
          confidentiality,
          confirmed: true,
          format: file.format.code,
          size: bytes.length,
          seenVersion: replaces?.version,
        };
        // A secretary's notices are those of the professional for whom she deposits.
        const actor = { ...standing.actor, onBehalfOf: act.metadata.authorId ?? undefined };
        const deposit = { ...standing, actor, change };
        if (replaces === null) return ok({ ...deposit, action: 'deposit' });
        const replaced = await documentOf(record.value, replaces.uniqueId, author);
        return replaced.ok ? ok({ ...deposit, action: 'replace', document: replaced.value }) : replaced;
      }
    }
  }

  async function documentOf(
    record: OpenRecord,
    uniqueId: string,
    { id }: Professional,
  ): Promise<Result<DocumentFacts, FailureCode>> {
    const sheet = await record.sheet(uniqueId);
    return sheet.ok ? ok(factsOf(summaryOf(sheet.value, id, reference.nomenclature))) : sheet;
  }

  return {
    'notices.preview': async (act) => {
      const session = deps.session();
      if (!session.ok) return session;
      const question = await questionOf(act, session.value.professional);
      if (!question.ok) return question;
      const mails = foreseenMails(reference.policy, question.value);
      return mails.ok ? ok({ mails: [...mails.value] }) : err(mails.error);
    },
  };
}

/** Born long ago: until a birth date is typed, the notice is that of an adult. */
const SOMEBODY = { familyName: 'X', givenNames: ['X'], birthDate: '1950-01-01' };

/** Longer than any minimum. */
const WRITTEN = 'x'.repeat(1_000);

/** As if the traits were right and the reason written: whether they are is told when the act is done. */
function emergencyQuestion(
  { mode, birthDate }: Extract<ForeseenAct, { act: 'emergency' }>,
  author: Professional,
  now: number,
): Question {
  const born = birthDate ?? SOMEBODY.birthDate;
  return {
    action: 'open',
    now,
    actor: actorOf(author),
    record: { status: 'ACTIVE', ...SOMEBODY, birthDate: born },
    session: {
      mode,
      startedAt: now,
      justification: WRITTEN,
      callId: 'x',
      claimedTraits: { familyName: 'X', givenName: 'X', birthDate: born },
    },
  };
}
