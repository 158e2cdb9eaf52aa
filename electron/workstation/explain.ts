import { explainReading } from '../../shared/access/explain.ts';
import { isMinor } from '../../shared/access/clocks.ts';
import type { DocumentFacts } from '../../shared/access/question.ts';
import { seeAs, simulated, type SeenRecord } from '../../shared/access/see-as.ts';
import type { Handlers } from '../../shared/bridge/contract.ts';
import type { Explanation, SeenAs, Viewer } from '../../shared/bridge/explain.ts';
import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { InsRef } from '../../shared/bridge/identity.ts';
import type { Result } from '../../shared/result.ts';
import { ok } from '../../shared/result.ts';
import type { ServiceClient } from '../gateway/client.ts';
import { findSheet, findSheets, readPage } from '../gateway/document-reference.ts';
import type { Sheet } from '../gateway/sheet.ts';
import { summaryOf } from '../gateway/sheet.ts';
import type { AppliedMatrix } from './applied-matrix.ts';
import type { Deposits } from './deposit.ts';
import { draftFacts, recordOf } from './deposit-review.ts';
import type { Records } from './record.ts';
import type { Reference } from './reference.ts';
import type { OpenSession } from './session.ts';
import { factsOf, standingOn } from './standing.ts';

export interface ExplainDeps {
  readonly session: () => Result<OpenSession, 'LOCKED'>;
  readonly records: Records;
  readonly deposits: Pick<Deposits, 'draftOf'>;
  readonly reference: Reference;
  readonly applied: AppliedMatrix;
  /** Every patient is made up: one may look as another over all that one reads. */
  readonly demonstration: boolean;
  readonly now: () => number;
}

/** A document to look at as another would. */
interface Seen {
  readonly id: string;
  readonly title: string;
  readonly facts: DocumentFacts;
}

/** Says why one may see a document, and how others would see what one sees. */
export function createExplain(
  deps: ExplainDeps,
): Pick<Handlers, Extract<keyof Handlers, `explain.${string}`>> {
  const { reference } = deps;
  const matrixName = (): Explanation['matrix'] => {
    const { version, label } = reference.policy.habilitation.matrix;
    return { version, label, source: deps.applied.source() };
  };
  const typeLabel = (code: string): string => reference.nomenclature.typeLabel(code) ?? code;

  function seenAs(
    ins: InsRef,
    viewer: Viewer,
    scope: SeenAs['scope'],
    record: SeenRecord['record'],
    documents: readonly Seen[],
  ): SeenAs {
    const { policy } = reference;
    const now = deps.now();
    return {
      ins,
      scope,
      isMinor: isMinor(policy, record, now),
      rows: policy.habilitation.rows.map(({ code, label }) => ({ code, label })),
      lines: documents.map(({ id, title, facts }) => ({
        id,
        title,
        type: typeLabel(facts.type ?? ''),
        ...seeAs(policy, viewer, { record, now }, facts),
      })),
      matrix: matrixName(),
    };
  }

  return {
    'explain.document': async ({ ins, uniqueId }) => {
      const session = deps.session();
      if (!session.ok) return session;
      const record = deps.records.of(ins);
      if (!record.ok) return record;
      // Asked anew: what the list showed a while ago may be hidden from him now.
      const sheet = await findSheet(record.value.client, ins, uniqueId);
      if (!sheet.ok) return sheet;
      const { professional } = session.value;
      const { view, declared } = record.value;
      const summary = summaryOf(sheet.value, professional.id, reference.nomenclature);
      const standing = standingOn(view, professional, deps.now());
      const { policy } = reference;
      const told = explainReading(policy, {
        ...standing,
        action: 'read',
        session: { ...standing.session, mode: view.access.mode },
        document: factsOf(summary),
      });
      const row = policy.habilitation.rows.find(({ code }) => code === told.cell.row);
      return ok({
        ins,
        uniqueId,
        entry: {
          mode: view.access.mode,
          secret: view.access.secret,
          startedAt: view.access.startedAt,
          endsAt: view.access.endsAt,
        },
        right: view.right,
        declared,
        treatingDoctor: view.treatingDoctor,
        isAuthor: told.isAuthor,
        cell: {
          row: { code: told.cell.row, label: row?.label ?? professional.professionLabel },
          type: { code: summary.type.code, label: summary.type.label },
          reads: told.cell.reads,
          provenance: told.cell.provenance,
        },
        maskGround: told.maskGround,
        warnings: [...told.warnings],
        patientIsTold: told.notices.length > 0,
        minorOnly: told.minorOnly,
        // In an emergency what the patient allowed of masked documents is the service's alone to know.
        agrees: told.refusal === undefined || told.maskGround === 'emergency',
        matrix: matrixName(),
      });
    },

    'explain.seeAs': async ({ ins, viewer }) => {
      const session = deps.session();
      if (!session.ok) return session;
      const record = deps.records.of(ins);
      if (!record.ok) return record;
      const { view } = record.value;
      // Asked anew, and of the service: he looks over what he reads at this moment, and over nothing else.
      const sheets = await readableSheets(record.value.client, ins);
      if (!sheets.ok) return sheets;
      const readByHimself = sheets.value.map((sheet) =>
        summaryOf(sheet, session.value.professional.id, reference.nomenclature),
      );
      const documents = simulated(readByHimself, deps.demonstration).map((summary) => ({
        id: summary.uniqueId,
        title: summary.title,
        facts: factsOf(summary),
      }));
      const scope = deps.demonstration ? 'read' : 'own';
      return ok(
        seenAs(ins, viewer, scope, { status: 'ACTIVE', birthDate: view.patient.birthDate }, documents),
      );
    },

    'explain.draft': async ({ ins, draftId, metadata, viewer }) => {
      const session = deps.session();
      if (!session.ok) return session;
      const draft = deps.deposits.draftOf(draftId, ins);
      if (!draft.ok) return draft;
      const facts = draftFacts(reference.policy, metadata, deps.now());
      const document = { id: draftId, title: metadata.title, facts };
      return ok(seenAs(ins, viewer, 'draft', recordOf(draft.value), [document]));
    },
  };
}

/** Pages of a list, at most: far above the longest record. */
const MOST_PAGES = 100;

/** Every document of a record that the professional reads now. */
async function readableSheets(client: ServiceClient, ins: InsRef): Promise<Result<Sheet[], FailureCode>> {
  const sheets: Sheet[] = [];
  let page = await findSheets(client, { ins, since: null, includeSuperseded: false });
  for (let read = 1; page.ok; read += 1) {
    sheets.push(...page.value.found);
    if (page.value.next === undefined || read === MOST_PAGES) return ok(sheets);
    page = await readPage(client, page.value.next, ins);
  }
  return page;
}
