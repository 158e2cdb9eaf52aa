import { Eye, EyeOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { SeenAs, SeenLine, Viewer } from '../../../shared/bridge/explain.ts';
import type { Failure } from '../../../shared/bridge/failure.ts';
import type { Result } from '../../../shared/result.ts';
import { createTurns } from '../../platform/turns.ts';
import { ComboBox, type ChoiceGroup } from '../../ui/ComboBox.tsx';
import { FailureNotice } from '../../ui/FailureState.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { ToggleChip } from '../../ui/ToggleChip.tsx';
import { ruleWords, words } from './messages.ts';
import styles from './SeeAs.module.css';

export interface SeeAsProps {
  /** Asks the workstation; the answer is computed over what the professional himself may read. */
  readonly ask: (viewer: Viewer) => Promise<Result<SeenAs, Failure>>;
}

const PATIENT: Viewer = { kind: 'patient' };
/** One press away: whom one thinks of at once. */
const QUICK_ROWS: ReadonlySet<string> = new Set(['IDE', 'PHA']);
/** The médecin traitant is a role with a place of its own among the viewers. */
const ROLE = 'MT';

/** The documents as somebody else would see them, each line with the rule that decides. */
export function SeeAs({ ask }: SeeAsProps) {
  const [viewer, setViewer] = useState<Viewer>(PATIENT);
  const [seen, setSeen] = useState<SeenAs | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [turns] = useState(createTurns);
  const look = (next: Viewer): void => {
    setViewer(next);
    const turn = turns.next();
    void ask(next).then((answer) => {
      if (!turn.isCurrent()) return;
      setFailure(answer.ok ? null : answer.error);
      if (answer.ok) setSeen(answer.value);
    });
  };
  useEffect(() => {
    look(PATIENT);
    return turns.end;
    // The first look; every other one is the person's own act.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  if (seen === null) return failure === null ? <Skeleton rows={6} /> : <FailureNotice failure={failure} />;
  const quick = quickViewers(seen);
  return (
    <div className={styles.see}>
      <div className={styles.viewers} role="group" aria-label={words.as}>
        {quick.map(({ id, label, viewer: other }) => (
          <ToggleChip key={id} isSelected={id === idOf(viewer)} onChange={() => look(other)}>
            {label}
          </ToggleChip>
        ))}
        <ComboBox
          label={words.profession}
          className={styles.profession ?? ''}
          groups={professionGroups(seen)}
          value={viewer.kind === 'row' ? viewer.row : null}
          onChange={(row) => {
            if (row !== null) look({ kind: 'row', row });
          }}
        />
      </div>
      {failure === null ? null : <FailureNotice failure={failure} />}
      <p className={styles.scope}>
        {SCOPES[seen.scope]} {isProfessional(viewer) ? words.supposing : ''}
      </p>
      <Lines seen={seen} />
      {isProfessional(viewer) ? (
        <p className={styles.scope}>
          {words.matrix(seen.matrix)} {seen.matrix.source.status === 'known' ? '' : words.matrixOther}
        </p>
      ) : null}
    </div>
  );
}

const SCOPES = { own: words.scopeOwn, read: words.scopeRead, draft: words.scopeDraft } as const;

const isProfessional = ({ kind }: Viewer): boolean => kind === 'row' || kind === 'treatingDoctor';
const idOf = (viewer: Viewer): string => (viewer.kind === 'row' ? viewer.row : viewer.kind);

function quickViewers({ isMinor, rows }: SeenAs) {
  const named = (['patient', 'representative', 'carer', 'treatingDoctor'] as const)
    .filter((kind) => isMinor || kind !== 'representative')
    .map((kind) => ({ id: kind as string, label: words[kind], viewer: { kind } as Viewer }));
  const professions = rows
    .filter(({ code }) => QUICK_ROWS.has(code))
    .map(({ code, label }) => ({
      id: code,
      label: label.split(',')[0] ?? label,
      viewer: { kind: 'row', row: code } as Viewer,
    }));
  return [...named, ...professions];
}

const professionGroups = ({ rows }: SeenAs): readonly ChoiceGroup[] => [
  {
    id: 'professionals',
    label: words.professionals,
    choices: rows.filter(({ code }) => code !== ROLE).map(({ code, label }) => ({ id: code, label })),
  },
];

function Lines({ seen }: { readonly seen: SeenAs }) {
  const { lines, scope } = seen;
  if (lines.length === 0) {
    return (
      <p className={styles.nothing} role="status">
        <strong>{words.nothing}</strong> {scope === 'own' ? words.nothingOwn : words.nothingRead}
      </p>
    );
  }
  const unseen = lines.filter((line) => !line.sees);
  const visible = lines.filter((line) => line.sees);
  return (
    // Scrollable content must be reachable by keyboard (WCAG 2.1.1).
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.lines} role="region" aria-label={words.title} tabIndex={0}>
      <Part title={unseen.length === 0 ? null : words.unseen({ count: unseen.length })} lines={unseen} />
      <Part title={words.seen({ count: visible.length })} lines={visible} />
    </div>
  );
}

function Part({ title, lines }: { readonly title: string | null; readonly lines: readonly SeenLine[] }) {
  if (title === null) return null;
  return (
    <section>
      <h3 className={styles.part}>{title}</h3>
      <ul>
        {lines.map((line) => (
          <Line key={line.id} line={line} />
        ))}
      </ul>
    </section>
  );
}

function Line({ line }: { readonly line: SeenLine }) {
  const { words: because, law } = ruleWords(line);
  return (
    <li className={styles.line}>
      {line.sees ? (
        <Eye size={16} aria-label={words.sees} />
      ) : (
        <EyeOff size={16} aria-label={words.seesNot} />
      )}
      <span className={styles.document}>
        <span className={styles.title}>{line.title}</span>
        {line.title === line.type ? null : <span className={styles.type}>{line.type}</span>}
      </span>
      <span className={styles.because}>
        {because} <small>{law}</small>
      </span>
    </li>
  );
}
