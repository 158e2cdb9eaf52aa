import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Policy } from '../../../shared/access/policy.ts';
import type { TemplateFormats } from '../../../shared/documents/format.ts';
import { contentMatchesFormat, readFormatCode } from '../../../shared/documents/format.ts';
import type { SubmittedDocumentReference } from '../../../shared/fhir/document-reference.ts';
import { SimplifiedDocumentReference } from '../../../shared/fhir/document-reference.ts';
import type { SheetReading } from '../../../shared/fhir/document-sheet.ts';
import { mediaTypeOf, readSheet } from '../../../shared/fhir/document-sheet.ts';
import type { Submission } from '../../../shared/fhir/transaction.ts';
import { parseTransaction } from '../../../shared/fhir/transaction.ts';
import { z } from '../../../shared/schema/zod.ts';
import templates from '../../../resources/terminologies/cda-formats.json' with { type: 'json' };
import { parseBody } from '../http/input.ts';
import { invalid } from '../http/refusal.ts';
import { contentText } from './content-text.ts';

/** A document to deposit, with all that can be known of it without the store. */
export interface PreparedDocument {
  readonly sheet: SubmittedDocumentReference;
  readonly reading: SheetReading;
  readonly bytes: Buffer;
  readonly sha1: Buffer;
  readonly sha256: Buffer;
  /** Code that the format is read as (E3 of the wire). */
  readonly format: string;
  readonly contentMatches: boolean;
  /** Whether the hash, the size and the media type that are told are those of the bytes. */
  readonly described: boolean;
  readonly text: string;
}

export interface PreparedSubmission {
  readonly submission: Submission;
  readonly documents: readonly PreparedDocument[];
}

const TEMPLATES: TemplateFormats = templates;

/** `POST DocumentReference` (ITI-105): the sheet with its bytes inside. @throws Refusal 400, 415 */
export function preparePublication(policy: Policy, request: FastifyRequest): PreparedDocument {
  const sheet = parseBody(request, SimplifiedDocumentReference);
  const data = sheet.content[0]?.attachment.data ?? '';
  return prepare(policy, sheet, decoded(data, 'content[0].attachment.data'), undefined);
}

/** `POST /fhir` (ITI-65). @throws Refusal 400, 415 */
export function prepareSubmission(policy: Policy, request: FastifyRequest): PreparedSubmission {
  const parsed = parseTransaction(parseBody(request, z.unknown()));
  if (!parsed.ok) {
    const { path, kind } = parsed.error;
    throw invalid(path === '' ? kind : `${path}: ${kind}`);
  }
  const submission = parsed.value;
  const documents = submission.documents.map(({ resource, binary }) =>
    prepare(
      policy,
      resource,
      decoded(binary.resource.data, `entry[${binary.index}].resource.data`),
      binary.resource.contentType,
    ),
  );
  return { submission, documents };
}

/** @param binaryType media type of the Binary that brought the bytes, where one did */
export function prepare(
  { parameters }: Policy,
  sheet: SubmittedDocumentReference,
  bytes: Buffer,
  binaryType: string | undefined,
): PreparedDocument {
  const reading = readSheet(sheet);
  const { contentType, hash, size } = reading;
  const sha1 = createHash('sha1').update(bytes).digest();
  // What is too large to be accepted is not worth being read.
  const tooLarge = bytes.length > parameters.documentMaxBytes;
  const looked = tooLarge ? new Uint8Array() : bytes;
  const format = readFormatCode(reading.format, contentType, looked, TEMPLATES) ?? reading.format;
  const contentMatches = tooLarge || contentMatchesFormat(format, contentType, bytes);
  return {
    sheet,
    reading,
    bytes,
    sha1,
    sha256: createHash('sha256').update(bytes).digest(),
    format,
    contentMatches,
    described:
      (hash === undefined || Buffer.from(hash, 'base64').equals(sha1)) &&
      (size === undefined || size === bytes.length) &&
      (binaryType === undefined || mediaTypeOf(binaryType) === contentType),
    text: contentMatches && !tooLarge ? contentText(contentType, bytes) : '',
  };
}

/**
 * Strictly base64; white space is allowed by FHIR. The decoder passes over what it does not know, so that
 * fewer bytes than the text is long for mean that it held something else.
 */
function decoded(data: string, path: string): Buffer {
  const compact = /\s/.test(data) ? data.replace(/\s+/g, '') : data;
  const bytes = Buffer.from(compact, 'base64');
  const padding = compact.endsWith('==') ? 2 : compact.endsWith('=') ? 1 : 0;
  const urlForm = compact.includes('-') || compact.includes('_');
  if (compact.length % 4 !== 0 || urlForm || bytes.length !== (compact.length / 4) * 3 - padding) {
    throw invalid(`${path}: invalid`);
  }
  return bytes;
}
