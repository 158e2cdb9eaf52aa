import { useCallback, useState } from 'react';
import type { Care } from '../../../shared/bridge/sections.ts';
import { CARE_KINDS } from '../../../shared/clinical/terms.ts';
import { factDate } from '../../i18n/format.ts';
import { Badge } from '../../ui/Badge.tsx';
import { FilterChip } from '../../ui/FilterChip.tsx';
import { useAsked } from '../asked.ts';
import type { SpaceBridge } from '../bridge.ts';
import { Line, Lines, Nothing } from '../ui/Lines.tsx';
import { Loaded, SpaceScreen } from '../ui/Section.tsx';
import { words } from './messages.ts';

export interface CareScreenProps {
  readonly bridge: Pick<SpaceBridge, 'own.care.view' | 'on'>;
}

const kindOf = ({ kind }: Care): (typeof CARE_KINDS)[number] | 'other' => kind ?? 'other';

/** What the Assurance maladie reimbursed, as the holder reads it. */
export function CareScreen({ bridge }: CareScreenProps) {
  const { answer, again } = useAsked(
    bridge,
    useCallback(() => bridge['own.care.view']({}), [bridge]),
  );
  const [kinds, setKinds] = useState<ReadonlySet<string>>(new Set());
  const toggle = (id: string): void => {
    const next = new Set(kinds);
    if (!next.delete(id)) next.add(id);
    setKinds(next);
  };
  return (
    <SpaceScreen title={words.title} lead={words.lead}>
      <Loaded answer={answer} rows={6} onRetry={again}>
        {({ care }) =>
          care.outcome === 'read' ? (
            <>
              <FilterChip
                name={words.kinds}
                selection="multiple"
                choices={[...CARE_KINDS, 'other' as const]
                  .filter((kind) => care.content.some((each) => kindOf(each) === kind))
                  .map((kind) => ({ id: kind, label: words[kind] }))}
                chosen={kinds}
                isActive={kinds.size > 0}
                onToggle={toggle}
              />
              <Lines label={words.list}>
                {care.content
                  .filter((each) => kinds.size === 0 || kinds.has(kindOf(each)))
                  .map((each) => (
                    <Line
                      key={each.id}
                      title={each.label}
                      note={[factDate(each.date), each.provider].filter(Boolean).join(' · ')}
                      acts={<Badge>{words[kindOf(each)]}</Badge>}
                    />
                  ))}
              </Lines>
            </>
          ) : (
            <Nothing>{words.empty}</Nothing>
          )
        }
      </Loaded>
    </SpaceScreen>
  );
}
