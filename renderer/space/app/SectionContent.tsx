import type { SpaceState } from '../../../shared/bridge/space/session.ts';
import type { SpaceBridge } from '../bridge.ts';
import { DocumentsScreen } from '../documents/DocumentsScreen.tsx';
import type { SpaceParameters } from './parameters.ts';
import type { SectionName } from './sections.ts';

export interface SectionContentProps {
  readonly section: SectionName;
  readonly bridge: SpaceBridge;
  readonly space: Extract<SpaceState, { status: 'open' }>;
  readonly parameters: SpaceParameters;
  readonly onState: (state: SpaceState) => void;
}

/** The screen of a section. */
export function SectionContent({ section, bridge, space }: SectionContentProps) {
  switch (section) {
    case 'documents':
      return <DocumentsScreen bridge={bridge} holder={space.holder} side={space.side} />;
    case 'professionals':
    case 'emergency':
    case 'sharing':
    case 'history':
    case 'record':
      return null;
  }
}
