import { CalendarClock, CircleAlert, CircleDot, Syringe } from 'lucide-react';
import { useCallback } from 'react';
import type { VaccinationNotebook } from '../../../shared/bridge/sections.ts';
import { factDate, shortDate } from '../../i18n/format.ts';
import { Badge } from '../../ui/Badge.tsx';
import { useAsked } from '../asked.ts';
import type { SpaceBridge } from '../bridge.ts';
import { Line, Lines, Nothing } from '../ui/Lines.tsx';
import { Loaded, Part, SpaceScreen } from '../ui/Section.tsx';
import { words } from './messages.ts';

export interface VaccinationsScreenProps {
  readonly bridge: Pick<SpaceBridge, 'own.vaccinations.view' | 'on'>;
}

const STATES = {
  late: { word: words.late, Icon: CircleAlert, tone: 'accent' },
  due: { word: words.due, Icon: CircleDot, tone: 'info' },
  soon: { word: words.soon, Icon: CalendarClock, tone: 'neutral' },
} as const;

/** The vaccination notebook as its holder reads it, with what the schedule suggests. */
export function VaccinationsScreen({ bridge }: VaccinationsScreenProps) {
  const { answer, again } = useAsked(
    bridge,
    useCallback(() => bridge['own.vaccinations.view']({}), [bridge]),
  );
  return (
    <SpaceScreen title={words.title} lead={words.lead}>
      <Loaded answer={answer} rows={6} onRetry={again}>
        {(notebook) => (
          <>
            <Suggested notebook={notebook} />
            <Part title={words.notebook}>
              {notebook.vaccinations.outcome === 'read' ? (
                <Lines label={words.notebook}>
                  {notebook.vaccinations.content.map(({ id, name, date, lot, performer, diseases }) => (
                    <Line
                      key={id}
                      icon={<Syringe size={18} aria-hidden />}
                      title={name}
                      note={[
                        performer.name === ''
                          ? words.givenBare({ date: factDate(date) })
                          : words.given({ date: factDate(date), by: performer.name }),
                        ...(lot === null ? [] : [words.lot({ lot })]),
                        notebook.diseases
                          .filter((disease) => diseases.includes(disease.id))
                          .map(({ label }) => label)
                          .join(', '),
                      ]
                        .filter((part) => part !== '')
                        .join(' · ')}
                    />
                  ))}
                </Lines>
              ) : (
                <Nothing>{words.empty}</Nothing>
              )}
            </Part>
          </>
        )}
      </Loaded>
    </SpaceScreen>
  );
}

function Suggested({ notebook: { hints, schedule } }: { readonly notebook: VaccinationNotebook }) {
  const title = words.hints({ year: String(schedule.year) });
  return (
    <Part title={title} lead={words.hintsLead}>
      {hints.length === 0 ? (
        <Nothing>{words.hintsNone}</Nothing>
      ) : (
        <Lines label={title}>
          {hints.map(({ rule, label, status, from }) => {
            const { word, Icon, tone } = STATES[status];
            return (
              <Line
                key={rule}
                title={label}
                note={words.from({ date: shortDate(from) })}
                acts={
                  <Badge tone={tone} icon={<Icon size={14} aria-hidden />}>
                    {word}
                  </Badge>
                }
              />
            );
          })}
        </Lines>
      )}
    </Part>
  );
}
