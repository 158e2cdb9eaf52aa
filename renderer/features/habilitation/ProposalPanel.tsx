import { ArrowRight, LockKeyhole, LockKeyholeOpen, Search, TextQuote } from 'lucide-react';
import { useMemo, useState, type ReactElement } from 'react';
import type { MatrixView } from '../../../shared/bridge/matrix.ts';
import { shortDate } from '../../i18n/format.ts';
import { provenanceWords } from '../../i18n/provenance.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { FailureNotice } from '../../ui/FailureState.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { ToggleChip } from '../../ui/ToggleChip.tsx';
import {
  countKinds,
  groupDifferences,
  type DifferenceGroup,
  type DifferenceLine,
  type Kind,
} from './differences.ts';
import styles from './Habilitation.module.css';
import type { ImportStep, ImportStore } from './import-store.ts';
import { words } from './messages.ts';

export interface ProposalPanelProps {
  readonly title: string;
  readonly step: ImportStep & { readonly status: 'proposed' };
  readonly store: ImportStore;
  readonly labels: MatrixView;
}

const KINDS = ['opened', 'closed', 'resourced'] as const;

/** The step before is gone with what had the focus. */
const takeFocus = (heading: HTMLHeadingElement | null): void => heading?.focus();

/** What the version would change, cell by cell, before it is applied. */
export function ProposalPanel({ title, step, store, labels }: ProposalPanelProps) {
  const { proposal, isApplying, isRenewed, failure } = step;
  const [query, setQuery] = useState('');
  const counts = useMemo(() => countKinds(proposal.differences), [proposal]);
  const [kinds, setKinds] = useState<ReadonlySet<Kind>>(
    () => new Set<Kind>(counts.opened + counts.closed > 0 ? ['opened', 'closed'] : ['resourced']),
  );
  const groups = useMemo(
    () => groupDifferences(proposal.differences, labels, { query, kinds }),
    [proposal, labels, query, kinds],
  );
  const toggle = (kind: Kind): void => {
    const next = new Set(kinds);
    if (!next.delete(kind)) next.add(kind);
    setKinds(next);
  };

  return (
    <div className={styles.form}>
      <header className={styles.header}>
        <div className={styles.heading}>
          <h2 className={styles.title} tabIndex={-1} ref={takeFocus}>
            {title}
          </h2>
          <p className={styles.lead}>
            {words.versionAt({ version: proposal.version, date: shortDate(proposal.validFrom) })}
            {' · '}
            {words.against(proposal.base)}
          </p>
        </div>
      </header>
      <div className={styles.notices}>
        {isRenewed ? <Notice isAlert>{words.stale}</Notice> : null}
        {failure === null ? null : <FailureNotice failure={failure} onRetry={() => void store.apply()} />}
        <Remarks step={step} labels={labels} />
      </div>
      <div className={styles.filters}>
        <TextField
          label={words.searchDifferences}
          hideLabel
          type="search"
          className={styles.search ?? ''}
          placeholder={words.searchDifferences}
          icon={<Search size={16} aria-hidden />}
          value={query}
          onChange={setQuery}
        />
        {KINDS.map((kind) => (
          <ToggleChip key={kind} isSelected={kinds.has(kind)} onChange={() => toggle(kind)}>
            {words[kind]({ count: counts[kind] })}
          </ToggleChip>
        ))}
      </div>
      <div className={styles.differences} role="region" aria-label={words.differences}>
        {groups.length === 0 ? (
          <p className={styles.none} role="status">
            {words.noDifference}
          </p>
        ) : (
          groups.map((group, index) => (
            <Group key={`${group.row} ${query}`} group={group} isOpen={index === 0 || query !== ''} />
          ))
        )}
      </div>
      <footer className={styles.footer}>
        <p className={styles.consequence}>
          {proposal.isImmediate ? words.immediate : words.later({ date: shortDate(proposal.validFrom) })}
        </p>
        <Button isDisabled={isApplying} onPress={store.back}>
          {words.change}
        </Button>
        <Button variant="primary" isDisabled={isApplying} onPress={() => void store.apply()}>
          {isApplying ? words.applying : words.apply}
        </Button>
      </footer>
    </div>
  );
}

function Remarks({ step, labels }: Pick<ProposalPanelProps, 'step' | 'labels'>) {
  const { remarks, followedBy } = step.proposal;
  const kept = remarks.keptRows.filter((row) => row !== STAFF);
  const label = (code: string): string => labels.rows.find((row) => row.code === code)?.label ?? code;
  const lines = [
    ...(kept.length === 0
      ? []
      : [words.keptRows({ count: kept.length, rows: kept.map((row) => label(row)).join(', ') })]),
    ...(remarks.unknownProfessions.length === 0
      ? []
      : [words.unknownProfessions({ codes: remarks.unknownProfessions.join(', ') })]),
    ...(remarks.disagreements.length === 0
      ? []
      : [words.disagreements({ count: remarks.disagreements.length })]),
    ...(followedBy === null
      ? []
      : [words.followedBy({ version: followedBy.version, date: shortDate(followedBy.validFrom) })]),
  ];
  if (lines.length === 0) return null;
  return (
    <Notice>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </Notice>
  );
}

/** Its row is a rule and no cell: that the pages leave it alone is no remark. */
const STAFF = 'SEC';

function Group({ group, isOpen }: { readonly group: DifferenceGroup; readonly isOpen: boolean }) {
  const [open, setOpen] = useState(isOpen);
  return (
    <details className={styles.group} open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span className={styles.groupName}>{group.label}</span>
        <span className={styles.groupCount}>
          {KINDS.filter((kind) => group.counts[kind] > 0)
            .map((kind) => words[kind]({ count: group.counts[kind] }))
            .join(' · ')}
        </span>
      </summary>
      {open ? (
        <ul>
          {group.lines.map((line) => (
            <DifferenceRow key={line.difference.after.type} line={line} />
          ))}
        </ul>
      ) : null}
    </details>
  );
}

const KIND_BADGES: Readonly<Record<Kind, ReactElement>> = {
  opened: (
    <Badge tone="accent" icon={<LockKeyholeOpen size={14} aria-hidden />}>
      {words.isOpened}
    </Badge>
  ),
  closed: (
    <Badge tone="danger" icon={<LockKeyhole size={14} aria-hidden />}>
      {words.isClosed}
    </Badge>
  ),
  resourced: <Badge icon={<TextQuote size={14} aria-hidden />}>{words.isResourced}</Badge>,
};

function DifferenceRow({ line: { difference, type } }: { readonly line: DifferenceLine }) {
  const { kind, before, after } = difference;
  return (
    <li className={styles.difference}>
      <span className={styles.kind}>{KIND_BADGES[kind]}</span>
      <span className={styles.differenceType}>{type}</span>
      <span className={styles.quiet}>
        {provenanceWords[before.provenance ?? 'none'].word}
        <ArrowRight size={12} aria-label="puis" />
        {provenanceWords[after.provenance ?? 'none'].word}
      </span>
    </li>
  );
}
