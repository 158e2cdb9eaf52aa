import {
  Ban,
  BadgeCheck,
  CircleDashed,
  Clock,
  EyeOff,
  FileUp,
  FolderX,
  Phone,
  ShieldCheck,
  Siren,
  SquareDot,
  Stethoscope,
  X,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { isRenewalDue } from '../../../shared/access/renewal.ts';
import type { PatientIdentity } from '../../../shared/bridge/identity.ts';
import type { RecordView } from '../../../shared/bridge/record.ts';
import { age, insGroups, sexLetter, sexWord, shortDate, timeOfDay } from '../../i18n/format.ts';
import { birthName, birthPlace, familyName, givenNames } from '../../i18n/person.ts';
import { Badge, type BadgeProps } from '../../ui/Badge.tsx';
import { IconButton } from '../../ui/Button.tsx';
import styles from './Banner.module.css';
import { words } from './messages.ts';

export interface PatientBannerProps {
  readonly patient: PatientIdentity;
  /** null while the record is being opened: the identity is shown at once. */
  readonly view: RecordView | null;
  readonly today: string;
  /** A holder of a staff card has no right to declare: he deposits, and reads nothing. */
  readonly isStaff?: boolean;
  /** Days ahead at which the end of a right is told. */
  readonly renewalNoticeDays: number;
  /** Acts on the record, behind one button. */
  readonly menu: ReactNode;
  readonly onClose: () => void;
}

/** Whose record this is, by what right, in which mode: never in doubt, on every screen of the patient. */
export function PatientBanner(props: PatientBannerProps) {
  const { patient, view, today, isStaff = false, renewalNoticeDays, menu, onClose } = props;
  const [first, ...others] = givenNames(patient);
  const born = birthName(patient);
  return (
    <header
      className={styles.banner}
      aria-label={words.banner}
      data-mode={view === null || view.access.mode === 'NORMAL' ? undefined : 'emergency'}
    >
      <div className={styles.traits}>
        <h1 className={styles.name} tabIndex={-1}>
          {familyName(patient)} {first}
          {others.length === 0 ? null : <span className={styles.others}> {others.join(' ')}</span>}
          {born === null ? null : <span className={styles.born}>, {born}</span>}
        </h1>
        <p className={styles.facts}>
          <span role="img" aria-label={sexWord(patient.gender)}>
            {sexLetter(patient.gender)}
          </span>
          <span>
            {shortDate(patient.birthDate)} <strong>({age(patient.birthDate, today)})</strong>
          </span>
          <span className={styles.place}>{birthPlace(patient)}</span>
        </p>
      </div>
      <div className={styles.rights}>
        <p className={styles.ins}>
          <span className={styles.term}>{words.ins}</span> {insGroups(patient.ins.value)}
          {patient.qualified ? (
            <span className={styles.qualified}>
              <BadgeCheck size={14} aria-hidden /> {words.qualified}
            </span>
          ) : (
            <Badge tone="emergency" icon={<CircleDashed size={14} aria-hidden />}>
              {words.notQualified}
            </Badge>
          )}
        </p>
        <p className={styles.right}>
          {isStaff ? (
            <Badge tone="neutral" icon={<FileUp size={14} aria-hidden />}>
              {words.rightStaff}
            </Badge>
          ) : (
            <RightBadge view={view} today={today} noticeDays={renewalNoticeDays} />
          )}
          {view?.treatingDoctor === true ? (
            <Badge tone="info" icon={<Stethoscope size={14} aria-hidden />}>
              {words.treatingDoctor}
            </Badge>
          ) : null}
          <ModeMark view={view} />
        </p>
      </div>
      <div className={styles.acts}>
        {menu}
        <IconButton
          label={view?.access.mode === 'BTG' ? words.endEmergency : words.closeRecord}
          keys="Alt+W"
          icon={<X size={18} aria-hidden />}
          onPress={onClose}
        />
      </div>
    </header>
  );
}

/** In which mode the record is asked: the one word that must never be in doubt. */
function ModeMark({ view }: { readonly view: RecordView | null }) {
  switch (view?.access.mode ?? 'NORMAL') {
    case 'NORMAL':
      return view?.access.secret === true ? (
        <Badge tone="accent" icon={<EyeOff size={14} aria-hidden />}>
          {words.modeSecret}
        </Badge>
      ) : (
        <span className={styles.mode}>
          <SquareDot size={14} aria-hidden /> {words.modeNormal}
        </span>
      );
    case 'BTG':
      return (
        <Badge tone="emergency" icon={<Siren size={14} aria-hidden />}>
          {words.modeBtg}
        </Badge>
      );
    case 'ETREAT':
      return (
        <Badge tone="emergency" icon={<Phone size={14} aria-hidden />}>
          {words.modeCentre15}
        </Badge>
      );
  }
}

interface RightBadgeProps {
  readonly view: RecordView | null;
  readonly today: string;
  readonly noticeDays: number;
}

function RightBadge({ view, today, noticeDays }: RightBadgeProps) {
  const { tone, Icon, text } = rightOf(view, today, noticeDays);
  return (
    <Badge tone={tone} icon={<Icon size={14} aria-hidden />}>
      {text}
    </Badge>
  );
}

interface RightWords {
  readonly tone: NonNullable<BadgeProps['tone']>;
  readonly Icon: typeof Ban;
  readonly text: string;
}

function rightOf(view: RecordView | null, today: string, noticeDays: number): RightWords {
  if (view === null) return { tone: 'neutral', Icon: CircleDashed, text: words.opening };
  const { record, right, access } = view;
  if (record.status === 'closed') return { tone: 'neutral', Icon: FolderX, text: words.recordClosed };
  if (record.status === 'nonexistent') return { tone: 'neutral', Icon: FolderX, text: words.recordNone };
  if (access.mode !== 'NORMAL' && access.endsAt !== null) {
    return { tone: 'emergency', Icon: Clock, text: words.emergencyUntil({ time: timeOfDay(access.endsAt) }) };
  }
  switch (right.status) {
    case 'none':
      return { tone: 'emergency', Icon: CircleDashed, text: words.rightNone };
    case 'valid': {
      if (right.until === null) return { tone: 'good', Icon: ShieldCheck, text: words.rightValidOpen };
      const date = shortDate(right.until);
      const span = { since: Date.parse(right.since), until: Date.parse(right.until) };
      return isRenewalDue(span, Date.parse(today), noticeDays)
        ? { tone: 'info', Icon: Clock, text: words.rightDue({ date }) }
        : { tone: 'good', Icon: ShieldCheck, text: words.rightValid({ date }) };
    }
    case 'expired':
      return { tone: 'emergency', Icon: Clock, text: words.rightExpired({ date: shortDate(right.until) }) };
    case 'blocked':
      return { tone: 'danger', Icon: Ban, text: words.rightBlocked };
  }
}
