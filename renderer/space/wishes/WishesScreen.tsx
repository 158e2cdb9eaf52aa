import { useCallback, useState } from 'react';
import type { Entourage } from '../../../shared/bridge/sections.ts';
import type { StatedWish } from '../../../shared/bridge/space/sections.ts';
import type { SpaceState } from '../../../shared/bridge/space/session.ts';
import { ageOn } from '../../../shared/identity/age.ts';
import { factDate } from '../../i18n/format.ts';
import { useToday } from '../../platform/clock.ts';
import { Button } from '../../ui/Button.tsx';
import { FailureNotice } from '../../ui/FailureState.tsx';
import { useActing } from '../acting.ts';
import { useAsked } from '../asked.ts';
import type { SpaceBridge } from '../bridge.ts';
import { Line, Lines, Nothing } from '../ui/Lines.tsx';
import { Loaded, Part, SpaceScreen } from '../ui/Section.tsx';
import { ContactDialog } from './ContactDialog.tsx';
import { DirectivesDialog } from './DirectivesDialog.tsx';
import { words } from './messages.ts';

export interface WishesScreenProps {
  readonly bridge: Pick<
    SpaceBridge,
    | 'own.wishes.view'
    | 'own.wishes.addContact'
    | 'own.wishes.removeContact'
    | 'own.wishes.state'
    | 'own.wishes.end'
    | 'on'
  >;
  readonly space: Extract<SpaceState, { status: 'open' }>;
}

const NOTHING: Entourage = { contacts: [], directives: null, organDonation: null };

/** Whom to call, whom to trust, and what the holder wants (CSP L.1111-6, L.1111-11). */
export function WishesScreen({ bridge, space: { side, holder } }: WishesScreenProps) {
  const { answer, again, accept } = useAsked(
    bridge,
    useCallback(() => bridge['own.wishes.view']({}), [bridge]),
  );
  const { busy, failure, act, forget } = useActing();
  const [asking, setAsking] = useState<'contact' | 'directives' | null>(null);
  const today = useToday();
  const isAdult = (ageOn(holder.birthDate, today)?.years ?? 0) >= 18;
  const isBusy = busy !== null;
  const begin = (what: 'contact' | 'directives'): void => {
    forget();
    setAsking(what);
  };
  const close = (): void => setAsking(null);
  const done = (say: string) => ({
    say,
    take: (view: Parameters<typeof accept>[0]) => {
      accept(view);
      close();
    },
  });
  const state = (wish: StatedWish): void =>
    void act(wish.wish, () => bridge['own.wishes.state'](wish), done(words.stated));
  const end = (id: string): void => void act(id, () => bridge['own.wishes.end']({ id }), done(words.ended));
  const remove = (id: string, name: string): void =>
    void act(id, () => bridge['own.wishes.removeContact']({ id }), done(words.removed({ name })));

  return (
    <SpaceScreen title={words.title} lead={words.lead}>
      {failure === null || asking !== null ? null : <FailureNotice failure={failure} onRetry={again} />}
      <Loaded answer={answer} rows={6} onRetry={again}>
        {({ entourage: section }) => {
          const entourage = section.outcome === 'read' ? section.content : NOTHING;
          return (
            <>
              <Part
                title={words.people}
                action={<Button onPress={() => begin('contact')}>{words.add}</Button>}
              >
                <People
                  contacts={entourage.contacts}
                  isBusy={isBusy}
                  onRemove={side === 'carer' ? null : remove}
                />
              </Part>
              <Directives
                directives={entourage.directives}
                isAdult={isAdult}
                mayState={side === 'holder'}
                isBusy={isBusy}
                onState={() => begin('directives')}
                onEnd={end}
              />
              <Organs
                organs={entourage.organDonation}
                mayState={side === 'holder'}
                isBusy={isBusy}
                onState={(donates) => state({ wish: 'organ-donation', donates })}
                onEnd={end}
              />
              {asking === 'contact' ? (
                <ContactDialog
                  mayTrust={isAdult && side !== 'carer'}
                  isBusy={isBusy}
                  failure={failure}
                  onAdd={(contact) =>
                    void act('contact', () => bridge['own.wishes.addContact'](contact), done(words.added))
                  }
                  onClose={close}
                />
              ) : null}
              {asking === 'directives' ? (
                <DirectivesDialog
                  keptAt={entourage.directives?.keptAt ?? ''}
                  isBusy={isBusy}
                  failure={failure}
                  onState={(keptAt) => state({ wish: 'directives', keptAt })}
                  onClose={close}
                />
              ) : null}
            </>
          );
        }}
      </Loaded>
    </SpaceScreen>
  );
}

interface PeopleProps {
  readonly contacts: Entourage['contacts'];
  readonly isBusy: boolean;
  readonly onRemove: ((id: string, name: string) => void) | null;
}

/** Carers and representatives stand here too; they are named, and dismissed, in « Mes proches ». */
function People({ contacts, isBusy, onRemove }: PeopleProps) {
  if (contacts.length === 0) return <Nothing>{words.peopleNone}</Nothing>;
  return (
    <Lines label={words.people}>
      {contacts.map(({ id, kind, name, relation, phones }) => (
        <Line
          key={id}
          title={relation === null ? name : `${name}, ${relation}`}
          note={[words[kind], ...phones].join(' · ')}
          acts={
            onRemove === null || kind === 'carer' || kind === 'representative' ? undefined : (
              <Button
                variant="quiet"
                isDisabled={isBusy}
                aria-label={words.removeNamed({ name })}
                onPress={() => onRemove(id, name)}
              >
                {words.remove}
              </Button>
            )
          }
        />
      ))}
    </Lines>
  );
}

interface DirectivesProps {
  readonly directives: Entourage['directives'];
  readonly isAdult: boolean;
  readonly mayState: boolean;
  readonly isBusy: boolean;
  readonly onState: () => void;
  readonly onEnd: (id: string) => void;
}

function Directives({ directives, isAdult, mayState, isBusy, onState, onEnd }: DirectivesProps) {
  const may = isAdult && mayState;
  return (
    <Part
      title={words.directives}
      lead={isAdult ? words.directivesLead : words.directivesMinor}
      {...(may
        ? {
            action: (
              <Button isDisabled={isBusy} onPress={onState}>
                {directives === null ? words.state : words.change}
              </Button>
            ),
          }
        : {})}
    >
      {directives === null ? (
        <Nothing>{words.directivesNone}</Nothing>
      ) : (
        <Lines label={words.directives}>
          <Line
            title={words.directivesAt({
              place: directives.keptAt ?? '',
              date: factDate(directives.statedAt),
            })}
            acts={
              may ? (
                <Button
                  variant="quiet"
                  isDisabled={isBusy}
                  aria-label={words.endDirectives}
                  onPress={() => onEnd(directives.id)}
                >
                  {words.end}
                </Button>
              ) : undefined
            }
          />
        </Lines>
      )}
    </Part>
  );
}

interface OrgansProps {
  readonly organs: Entourage['organDonation'];
  readonly mayState: boolean;
  readonly isBusy: boolean;
  readonly onState: (donates: boolean) => void;
  readonly onEnd: (id: string) => void;
}

function Organs({ organs, mayState, isBusy, onState, onEnd }: OrgansProps) {
  return (
    <Part title={words.organs} lead={words.organsLead}>
      <Lines label={words.organs}>
        <Line
          title={
            organs === null
              ? words.organsNone
              : (organs.donates ? words.organsYes : words.organsNo)({ date: factDate(organs.statedAt) })
          }
          {...(mayState ? {} : { note: words.onlyHolder })}
          acts={
            mayState ? (
              <>
                {organs?.donates === true ? null : (
                  <Button isDisabled={isBusy} onPress={() => onState(true)}>
                    {words.sayYes}
                  </Button>
                )}
                {organs?.donates === false ? null : (
                  <Button isDisabled={isBusy} onPress={() => onState(false)}>
                    {words.sayNo}
                  </Button>
                )}
                {organs === null ? null : (
                  <Button
                    variant="quiet"
                    isDisabled={isBusy}
                    aria-label={words.endOrgans}
                    onPress={() => onEnd(organs.id)}
                  >
                    {words.end}
                  </Button>
                )}
              </>
            ) : undefined
          }
        />
      </Lines>
    </Part>
  );
}
