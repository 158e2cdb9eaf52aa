import type { ReactNode } from 'react';
import type { RecordView } from '../../shared/bridge/record.ts';
import type { PatientIdentity } from '../../shared/bridge/identity.ts';
import { AccessLogRoute } from '../features/access-log/AccessLogRoute.tsx';
import { AgendaRoute } from '../features/agenda/AgendaRoute.tsx';
import { CatalogueRoute } from '../features/catalogue/CatalogueRoute.tsx';
import { RecordMessages } from '../features/messages/RecordMessages.tsx';
import type { RenderFile } from '../features/messages/types.ts';
import type { OpenDocument } from '../features/record/RecordRoute.tsx';
import { CareRoute } from '../features/care/CareRoute.tsx';
import { EntourageRoute } from '../features/entourage/EntourageRoute.tsx';
import { ProfileRoute } from '../features/profile/ProfileRoute.tsx';
import { mayConsult } from '../features/record/RecordGate.tsx';
import { RightsRoute } from '../features/rights/RightsRoute.tsx';
import { VaccinationsRoute } from '../features/vaccinations/VaccinationsRoute.tsx';
import type { Bridge } from '../platform/bridge.ts';
import { words } from './messages.ts';
import type { PageParameters } from './parameters.ts';

/** What the parts of one open record share: the bridge, whose record it is, and ways to the others. */
export interface PartContext {
  readonly bridge: Bridge;
  readonly view: RecordView;
  /** `YYYY-MM-DD`, where the reader is. */
  readonly today: string;
  readonly parameters: PageParameters;
  /** The documents of the record, or what is missing to read them. */
  readonly documents: ReactNode;
  /** A document of the record beside a list that is not the documents' own. */
  readonly renderDocument: (open: OpenDocument) => ReactNode;
  /** What a scanner typed while the record was open; null: nothing yet. */
  readonly scanned: string | null;
  /** Its code is in the form: it is not taken twice. */
  readonly onScanTaken: () => void;
  /** A file that is no document, in the viewer's isolation. */
  readonly renderFile: RenderFile;
  /** Opens the deposit with these files in it. */
  readonly onDeposit: (patient: PatientIdentity, files: readonly File[]) => void;
  readonly onView: (view: RecordView) => void;
  readonly onSignIn: () => void;
  readonly onRenew: () => void;
  readonly onRenounce: () => void;
}

export interface RecordPart {
  readonly id: string;
  readonly title: string;
  /** Its own key, whatever other parts are offered: fingers learn places, not ranks. */
  readonly keys: string;
  readonly isOffered: (view: RecordView) => boolean;
  readonly content: (context: PartContext) => ReactNode;
}

const isActive = ({ record }: RecordView): boolean => record.status === 'active';
const isThere = ({ record }: RecordView): boolean => record.status !== 'nonexistent';

/**
 * The parts of a record in their order, each with its key from 1 to 9, then 0. A part that reads what is the
 * patient's asks for `mayConsult`: where the right is missing, the documents say so, once.
 */
export const RECORD_PARTS: readonly RecordPart[] = [
  {
    id: 'documents',
    title: words.sectionDocuments,
    keys: '1',
    isOffered: () => true,
    content: ({ documents }) => documents,
  },
  {
    id: 'vaccinations',
    title: words.sectionVaccinations,
    keys: '2',
    isOffered: mayConsult,
    content: ({ bridge, view, today, scanned, onScanTaken, onSignIn }) => (
      <VaccinationsRoute
        key={view.access.startedAt}
        bridge={bridge}
        view={view}
        today={today}
        scanned={scanned}
        onScanTaken={onScanTaken}
        onSignIn={onSignIn}
      />
    ),
  },
  {
    id: 'care',
    title: words.sectionCare,
    keys: '3',
    isOffered: mayConsult,
    content: ({ bridge, view, today, parameters, renderDocument, onSignIn }) => (
      <CareRoute
        key={view.access.startedAt}
        bridge={bridge}
        view={view}
        today={today}
        firstYears={parameters.firstSearchYears}
        renderDocument={renderDocument}
        onSignIn={onSignIn}
      />
    ),
  },
  {
    id: 'profile',
    title: words.sectionProfile,
    keys: '4',
    isOffered: mayConsult,
    content: ({ bridge, view, today, onSignIn }) => (
      <ProfileRoute
        key={view.access.startedAt}
        bridge={bridge}
        view={view}
        today={today}
        onSignIn={onSignIn}
      />
    ),
  },
  {
    id: 'entourage',
    title: words.sectionEntourage,
    keys: '5',
    isOffered: mayConsult,
    content: ({ bridge, view, today, onSignIn }) => (
      <EntourageRoute
        key={view.access.startedAt}
        bridge={bridge}
        view={view}
        today={today}
        onSignIn={onSignIn}
      />
    ),
  },
  {
    id: 'messages',
    title: words.sectionMessages,
    keys: '6',
    isOffered: isActive,
    content: ({ bridge, view, today, renderFile, onDeposit, onSignIn }) => (
      <RecordMessages
        isSecret={view.access.secret}
        bridge={bridge}
        patient={view.patient}
        today={today}
        renderFile={renderFile}
        onDeposit={onDeposit}
        onSignIn={onSignIn}
      />
    ),
  },
  {
    id: 'agenda',
    title: words.sectionAgenda,
    keys: '7',
    isOffered: isActive,
    content: ({ bridge, view, today }) => <AgendaRoute bridge={bridge} view={view} today={today} />,
  },
  {
    id: 'services',
    title: words.sectionServices,
    keys: '8',
    isOffered: isActive,
    content: ({ bridge, view }) => <CatalogueRoute bridge={bridge} view={view} />,
  },
  {
    id: 'rights',
    title: words.sectionRights,
    keys: '9',
    isOffered: isActive,
    content: ({ bridge, view, parameters, onView, onRenew, onRenounce }) => (
      <RightsRoute
        bridge={bridge}
        view={view}
        noticeDays={parameters.renewalNoticeDays}
        onView={onView}
        onRenew={onRenew}
        onRenounce={onRenounce}
      />
    ),
  },
  {
    id: 'access',
    title: words.sectionAccess,
    keys: '0',
    isOffered: isThere,
    content: ({ bridge, view, onSignIn }) => (
      <AccessLogRoute bridge={bridge} ins={view.patient.ins} onSignIn={onSignIn} />
    ),
  },
];
