import type { Migration } from '../../store/migrate.ts';
import { submissionSets } from './migrations/010-submission-sets.ts';
import { documents } from './migrations/011-documents.ts';
import { receipts } from './migrations/012-receipts.ts';
import { documentText } from './migrations/013-document-text.ts';

/** Steps of the documents' own tables, from version 10 on. */
export const documentMigrations: readonly Migration[] = [submissionSets, documents, receipts, documentText];
