import type { DocumentFacts } from '../../../shared/access/question.ts';
import type { Instant } from '../../../shared/access/vocabulary.ts';
import type { PatientCaller } from '../auth/caller.ts';
import type { ServiceContext } from '../context.ts';
import type { DemoDocument } from '../demo/types.ts';
import type { Exchange } from '../http/exchange.ts';

/**
 * What the rest of the service asks of the documents: the patient's sweeping acts, the facts that a trace is
 * shown by, and the demo's documents. All run inside the caller's transaction.
 */

/** Masks (or shows again) every current document that this side of the patient sees; how many changed. */
export function maskEverything(_exchange: Exchange, _caller: PatientCaller, _mask: boolean): number {
  return 0;
}

/** Erases content and sheet of every document of a record (R.1111-36). */
export function eraseEverything(_context: ServiceContext, _recordId: number, _now: Instant): void {}

/** What the rules look at of the document that a trace names by `TracedDocument.key`; undefined: erased. */
export function factsOfTracedDocument(_context: ServiceContext, _key: string): DocumentFacts | undefined {
  return undefined;
}

/** Stores the documents of the demo, once, while the service is seeded. */
export function seedDocuments(
  _context: ServiceContext,
  _documents: Iterable<DemoDocument>,
  _recordIdOf: (patientKey: string) => number | undefined,
  _professionalIdOf: (professionalKey: string) => string | undefined,
): void {}
