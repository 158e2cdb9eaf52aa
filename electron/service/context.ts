import type { Policy } from '../../shared/access/policy.ts';
import type { ProSanteConnect } from './auth/pro-sante-connect.ts';
import type { Changes } from './changes/changes.ts';
import type { Clock } from './clock.ts';
import type { Matrices } from './habilitation/matrices.ts';
import type { MatrixStore } from './habilitation/store.ts';
import type { AnsweredStore } from './storage/answered.ts';
import type { ConsentStore } from './storage/consents.ts';
import type { DirectoryStore } from './storage/directory.ts';
import type { DeliveryStore } from './storage/mail-deliveries.ts';
import type { FactStore, MailStore } from './storage/mails.ts';
import type { OfflineOpeningStore } from './storage/offline-openings.ts';
import type { PostHeadStore } from './storage/post-heads.ts';
import type { ReviewStore } from './storage/review.ts';
import type { RecordStore } from './storage/records.ts';
import type { SectionStore } from './storage/sections.ts';
import type { SessionStore } from './storage/sessions.ts';
import type { SpaceStore } from './storage/space.ts';
import type { TakingPartStore } from './storage/taking-part.ts';
import type { TraceStore } from './storage/traces.ts';
import type { UploadStore } from './storage/uploads.ts';
import type { Writer } from './storage/writer.ts';
import type { Journal } from './traces/journal.ts';
import type { OperatorSecret } from './operator/secret.ts';
import type { WritableDatabase } from '../store/open.ts';

/** The storage of each aggregate, its statements prepared once. */
export interface Stores {
  readonly directory: DirectoryStore;
  readonly records: RecordStore;
  readonly consents: ConsentStore;
  readonly sessions: SessionStore;
  readonly traces: TraceStore;
  readonly mails: MailStore;
  readonly deliveries: DeliveryStore;
  readonly postHeads: PostHeadStore;
  readonly offlineOpenings: OfflineOpeningStore;
  readonly review: ReviewStore;
  readonly facts: FactStore;
  readonly space: SpaceStore;
  readonly sections: SectionStore;
  readonly takingPart: TakingPartStore;
  readonly matrices: MatrixStore;
  readonly answered: AnsweredStore;
  readonly uploads: UploadStore;
}

/** What every part of the service works with. */
export interface ServiceContext {
  /** For the storage of an aggregate only; requests reach it through an exchange. */
  readonly db: WritableDatabase;
  readonly stores: Stores;
  readonly writer: Writer;
  readonly journal: Journal;
  /** Whoever waits to be told of a change; `touched` by what writes without a trace. */
  readonly changes: Changes;
  readonly clock: Clock;
  /** The rules with the matrix in force at this instant: read it, never keep it. */
  readonly policy: Policy;
  readonly matrices: Matrices;
  /** Address of the service without trailing slash, as assertions name it; known once it listens. */
  readonly address: { url: string };
  /** Every patient is made up: the clock may be put forward. */
  readonly demonstration: boolean;
  readonly operator: OperatorSecret;
  /** Pro Santé Connect, where it is configured. */
  readonly proSanteConnect: ProSanteConnect | null;
}

/** FHIR base, absolute, without trailing slash. */
export function fhirBase(context: ServiceContext): string {
  return `${context.address.url}/fhir`;
}
