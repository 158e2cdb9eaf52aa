import type { InsRef } from '../../../shared/bridge/identity.ts';
import { ageOn } from '../../../shared/identity/age.ts';
import type { SpaceState } from '../../../shared/bridge/space/session.ts';
import { useToday } from '../../platform/clock.ts';
import type { SpaceBridge } from '../bridge.ts';
import { CareScreen } from '../care/CareScreen.tsx';
import { AgendaScreen } from '../agenda/AgendaScreen.tsx';
import { DocumentsScreen } from '../documents/DocumentsScreen.tsx';
import { EmergencyScreen } from '../emergency/EmergencyScreen.tsx';
import { FamilyScreen } from '../family/FamilyScreen.tsx';
import { HealthScreen } from '../health/HealthScreen.tsx';
import { HistoryScreen } from '../history/HistoryScreen.tsx';
import { MessagesScreen } from '../messages/MessagesScreen.tsx';
import { NoticesScreen } from '../notices/NoticesScreen.tsx';
import { ProfessionalsScreen } from '../professionals/ProfessionalsScreen.tsx';
import { SpaceRecordScreen } from '../record/RecordScreen.tsx';
import { ServicesScreen } from '../services/ServicesScreen.tsx';
import { SharingScreen } from '../sharing/SharingScreen.tsx';
import { VaccinationsScreen } from '../vaccinations/VaccinationsScreen.tsx';
import { WishesScreen } from '../wishes/WishesScreen.tsx';
import type { SpaceParameters } from './parameters.ts';
import type { SectionName } from './sections.ts';

const MAJORITY_YEARS = 18;

export interface SectionContentProps {
  readonly section: SectionName;
  readonly bridge: SpaceBridge;
  readonly space: Extract<SpaceState, { status: 'open' }>;
  readonly parameters: SpaceParameters;
  readonly onState: (state: SpaceState) => void;
  readonly onActFor: (ins: InsRef) => void;
}

/** The screen of a section. */
export function SectionContent({
  section,
  bridge,
  space,
  parameters,
  onState,
  onActFor,
}: SectionContentProps) {
  const { side } = space;
  const today = useToday();
  switch (section) {
    case 'documents':
      return <DocumentsScreen bridge={bridge} holder={space.holder} side={side} />;
    case 'vaccinations':
      return <VaccinationsScreen bridge={bridge} />;
    case 'care':
      return <CareScreen bridge={bridge} />;
    case 'health':
      return <HealthScreen bridge={bridge} space={space} />;
    case 'wishes':
      return <WishesScreen bridge={bridge} space={space} />;
    case 'messages':
      return <MessagesScreen bridge={bridge} holder={space.holder} side={side} />;
    case 'agenda':
      return <AgendaScreen bridge={bridge} />;
    case 'services':
      return (
        <ServicesScreen
          bridge={bridge}
          side={side}
          isMinor={(ageOn(space.holder.birthDate, today)?.years ?? 0) < MAJORITY_YEARS}
        />
      );
    case 'professionals':
      return <ProfessionalsScreen bridge={bridge} side={side} />;
    case 'emergency':
      return <EmergencyScreen bridge={bridge} side={side} />;
    case 'sharing':
      return <SharingScreen bridge={bridge} side={side} />;
    case 'history':
      return <HistoryScreen bridge={bridge} />;
    case 'notices':
      return <NoticesScreen bridge={bridge} side={side} />;
    case 'family':
      return (
        <FamilyScreen bridge={bridge} space={space} mostCarers={parameters.mostCarers} onActFor={onActFor} />
      );
    case 'record':
      return (
        <SpaceRecordScreen
          bridge={bridge}
          space={space}
          archiveYears={parameters.archiveYears}
          oppositionWeeks={parameters.oppositionWeeks}
          onState={onState}
        />
      );
  }
}
