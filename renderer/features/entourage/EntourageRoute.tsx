import { Copy, HandHelping, HeartHandshake, Phone, RefreshCw, ShieldCheck, UserRound } from 'lucide-react';
import { useCallback, useMemo } from 'react';
import type { RecordView } from '../../../shared/bridge/record.ts';
import type { Contact, Entourage } from '../../../shared/bridge/sections.ts';
import { ageOn } from '../../../shared/identity/age.ts';
import { factDate } from '../../i18n/format.ts';
import { announce } from '../../platform/announcer.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { useCommands, type Command } from '../../platform/commands.ts';
import type { Asked } from '../../platform/part-store.ts';
import { usePart } from '../../platform/usePart.ts';
import { IconButton } from '../../ui/Button.tsx';
import { PartState } from '../../ui/PartState.tsx';
import { ScrollPane } from '../../ui/ScrollPane.tsx';
import { SectionAge, SectionState } from '../../ui/SectionState.tsx';
import styles from './Entourage.module.css';
import { words } from './messages.ts';

export interface EntourageRouteProps {
  readonly bridge: Pick<Bridge, 'sections.entourage' | 'on'>;
  readonly view: RecordView;
  readonly today: string;
  readonly onSignIn: () => void;
}

/** Whom to call, whom the patient trusts, and what he wants. One mount serves one patient. */
export function EntourageRoute({ bridge, view, today, onSignIn }: EntourageRouteProps) {
  const { ins, birthDate } = view.patient;
  const { answer, again } = usePart(
    bridge,
    ins,
    useCallback((how: Asked) => bridge['sections.entourage']({ ins, ...how }), [bridge, ins]),
  );
  useCommands(
    useMemo<readonly Command[]>(
      () => [{ id: 'entourage.refresh', group: words.group, title: words.refresh, keys: 'R', run: again }],
      [again],
    ),
  );
  const isMinor = (ageOn(birthDate, today)?.years ?? 0) < 18;
  return (
    <ScrollPane label={words.title} className={styles.entourage}>
      <div className={styles.bar}>
        <IconButton
          label={words.refresh}
          keys="R"
          icon={<RefreshCw size={14} aria-hidden />}
          onPress={again}
        />
      </div>
      <PartState answer={answer} rows={8} onRetry={again} onSignIn={onSignIn}>
        {({ entourage: section }) => (
          <>
            <SectionState
              section={section}
              words={{ empty: words.empty, emptyNote: words.emptyNote, notPermitted: words.notPermitted }}
            >
              {(entourage) => (
                <div className={styles.parts}>
                  <People contacts={entourage.contacts} />
                  <Wishes entourage={entourage} isMinor={isMinor} />
                </div>
              )}
            </SectionState>
            <SectionAge section={section} />
          </>
        )}
      </PartState>
    </ScrollPane>
  );
}

const KINDS = {
  trusted: { label: words.trusted, Icon: ShieldCheck },
  emergency: { label: words.emergency, Icon: Phone },
  kin: { label: words.kin, Icon: UserRound },
  carer: { label: words.carer, Icon: HandHelping },
  representative: { label: words.representative, Icon: HeartHandshake },
} as const;

function People({ contacts }: { readonly contacts: readonly Contact[] }) {
  return (
    <section aria-labelledby="entourage-people">
      <h2 id="entourage-people" className={styles.title}>
        {words.people}
      </h2>
      {contacts.length === 0 ? (
        <p className={styles.quiet}>{words.peopleNone}</p>
      ) : (
        <ul>
          {contacts.map((contact) => (
            <Person key={contact.id} contact={contact} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Person({ contact }: { readonly contact: Contact }) {
  const { kind, name, relation, phones, emails, address } = contact;
  const { label, Icon } = KINDS[kind];
  return (
    <li className={styles.person}>
      <Icon size={18} strokeWidth={1.5} aria-hidden />
      <div className={styles.who}>
        <p>
          <strong>{name}</strong>
          {relation === null ? null : <span className={styles.quiet}>, {relation}</span>}
        </p>
        <p className={styles.small}>{label}</p>
        {[...emails, ...(address === null ? [] : [address])].map((line) => (
          <p key={line} className={styles.small}>
            {line}
          </p>
        ))}
      </div>
      <ul className={styles.phones}>
        {phones.map((phone) => (
          <li key={phone} className={styles.phone}>
            <span>{phone}</span>
            <IconButton
              label={words.copy({ phone, name })}
              icon={<Copy size={14} aria-hidden />}
              onPress={() => void copy(phone)}
            />
          </li>
        ))}
      </ul>
    </li>
  );
}

async function copy(phone: string): Promise<void> {
  await navigator.clipboard.writeText(phone);
  announce(words.copied);
}

interface WishesProps {
  readonly entourage: Entourage;
  readonly isMinor: boolean;
}

function Wishes({ entourage: { directives, organDonation }, isMinor }: WishesProps) {
  return (
    <section aria-labelledby="entourage-wishes">
      <h2 id="entourage-wishes" className={styles.title}>
        {words.wishes}
      </h2>
      <dl className={styles.wishes}>
        <dt>{words.directives}</dt>
        {directives === null ? (
          <dd className={styles.quiet}>{isMinor ? words.directivesMinor : words.directivesNone}</dd>
        ) : (
          <dd>
            <strong>{words.directivesStated({ date: factDate(directives.statedAt) })}</strong>
            {directives.keptAt === null ? null : <p>{words.directivesKept({ place: directives.keptAt })}</p>}
            <p className={styles.small}>{words.directivesDocument}</p>
          </dd>
        )}
        <dt>{words.organs}</dt>
        <dd>
          {organDonation === null ? (
            <span className={styles.quiet}>{words.organsNone}</span>
          ) : (
            <strong>
              {(organDonation.donates ? words.organsYes : words.organsNo)({
                date: factDate(organDonation.statedAt),
              })}
            </strong>
          )}
          <p className={styles.small}>{words.organsLaw}</p>
        </dd>
      </dl>
      <p className={styles.law}>{words.law}</p>
    </section>
  );
}
