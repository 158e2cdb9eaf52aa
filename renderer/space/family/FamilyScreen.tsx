import { HeartHandshake, UserRound, Users } from 'lucide-react';
import { useCallback, useState } from 'react';
import type { InsRef } from '../../../shared/bridge/identity.ts';
import type { SpaceState } from '../../../shared/bridge/space/session.ts';
import { Button } from '../../ui/Button.tsx';
import { FailureNotice } from '../../ui/FailureState.tsx';
import { useActing } from '../acting.ts';
import { useAsked } from '../asked.ts';
import type { SpaceBridge } from '../bridge.ts';
import { Line, Lines, Nothing } from '../ui/Lines.tsx';
import { Loaded, Part, SpaceScreen } from '../ui/Section.tsx';
import { CarerDialog } from './CarerDialog.tsx';
import { words } from './messages.ts';

export interface FamilyScreenProps {
  readonly bridge: Pick<
    SpaceBridge,
    'own.family.view' | 'own.family.nameCarer' | 'own.family.removeCarer' | 'on'
  >;
  readonly space: Extract<SpaceState, { status: 'open' }>;
  readonly mostCarers: number;
  readonly onActFor: (ins: InsRef) => void;
}

/** Children, carers, representatives: whose hand may be in which space (docs/rules.md 6). */
export function FamilyScreen({ bridge, space, mostCarers, onActFor }: FamilyScreenProps) {
  const ask = useCallback(() => bridge['own.family.view']({}), [bridge]);
  const { answer, again, accept } = useAsked(bridge, ask);
  const { busy, failure, act } = useActing();
  const [isAdding, setAdding] = useState(false);
  const { side, holder, spaces } = space;
  const manages = side !== 'carer';
  const others = spaces.filter((other) => other.side !== 'holder');

  return (
    <SpaceScreen title={words.title} lead={words.lead}>
      {failure === null ? null : <FailureNotice failure={failure} onRetry={again} />}
      {side === 'holder' ? (
        <Part title={words.spaces} lead={words.spacesLead}>
          {others.length === 0 ? (
            <Nothing>{words.noSpaces}</Nothing>
          ) : (
            <Lines label={words.spaces}>
              {others.map((other) => (
                <Line
                  key={other.ins.value}
                  icon={<Users size={18} aria-hidden />}
                  title={other.name}
                  note={other.side === 'representative' ? words.child : words.cared}
                  acts={<Button onPress={() => onActFor(other.ins)}>{words.go}</Button>}
                />
              ))}
            </Lines>
          )}
        </Part>
      ) : null}
      <Loaded answer={answer} rows={3} onRetry={again}>
        {({ representatives, carers }) => (
          <>
            {representatives.length === 0 ? null : (
              <Part title={words.representatives} lead={words.representativesLead}>
                <Lines label={words.representatives}>
                  {representatives.map(({ id, name }) => (
                    <Line key={id} icon={<UserRound size={18} aria-hidden />} title={name} />
                  ))}
                </Lines>
              </Part>
            )}
            <Part
              title={words.carers}
              lead={words.carersLead({ most: mostCarers })}
              action={
                manages && carers.length < mostCarers ? (
                  <Button onPress={() => setAdding(true)}>{words.add}</Button>
                ) : undefined
              }
            >
              {carers.length === 0 ? (
                <Nothing>{words.noCarers}</Nothing>
              ) : (
                <Lines label={words.carers}>
                  {carers.map(({ id, name }) => (
                    <Line
                      key={id}
                      icon={<HeartHandshake size={18} aria-hidden />}
                      title={name}
                      acts={
                        manages ? (
                          <Button
                            isDisabled={busy !== null}
                            onPress={() =>
                              void act(id, () => bridge['own.family.removeCarer']({ id }), {
                                say: words.removed({ name }),
                                take: accept,
                              })
                            }
                          >
                            {words.remove}
                          </Button>
                        ) : undefined
                      }
                    />
                  ))}
                </Lines>
              )}
              {carers.length >= mostCarers ? <Nothing>{words.full}</Nothing> : null}
            </Part>
          </>
        )}
      </Loaded>
      {isAdding ? (
        <CarerDialog
          bridge={bridge}
          system={holder.ins.system}
          onNamed={(view) => {
            accept(view);
            setAdding(false);
          }}
          onClose={() => setAdding(false)}
        />
      ) : null}
    </SpaceScreen>
  );
}
