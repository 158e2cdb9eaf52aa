import { ShieldAlert, ShieldX, UserRound, Users } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import type { SpaceAccess, SpaceAccessFilter } from '../../../shared/bridge/space/history.ts';
import { count, dateAndTime } from '../../i18n/format.ts';
import { actName } from '../../../shared/traces/acts.ts';
import { reasonName } from '../../../shared/traces/reasons.ts';
import { french } from '../../i18n/text.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { FailureNotice } from '../../ui/FailureState.tsx';
import { useAsked } from '../asked.ts';
import type { SpaceBridge } from '../bridge.ts';
import { Line, Lines, Nothing } from '../ui/Lines.tsx';
import { SpaceScreen } from '../ui/Section.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import styles from './History.module.css';
import { BY_OTHERS, HistoryFilters } from './HistoryFilters.tsx';
import { words } from './messages.ts';
import { ReportDialog } from './ReportDialog.tsx';
import { useHistory } from './useHistory.ts';

export interface HistoryScreenProps {
  readonly bridge: Pick<SpaceBridge, 'own.history.list' | 'own.history.report' | 'own.documents.list' | 'on'>;
}

/** Who did what, newest first; the service narrows, so that every line of it can be found. */
export function HistoryScreen({ bridge }: HistoryScreenProps) {
  const [filter, setFilter] = useState<SpaceAccessFilter>(BY_OTHERS);
  const { list, more, again } = useHistory(bridge, filter);
  const titles = useTitles(bridge);
  const [reporting, setReporting] = useState<SpaceAccess | null>(null);
  const set = (change: Partial<SpaceAccessFilter>): void => setFilter({ ...filter, ...change });

  return (
    <SpaceScreen title={words.title} lead={words.lead}>
      <HistoryFilters filter={filter} onFilter={set} />
      {list.status === 'loading' ? <Skeleton rows={8} /> : null}
      {list.status === 'failed' ? <FailureNotice failure={list.failure} onRetry={again} /> : null}
      {list.status === 'ready' ? (
        <div>
          <p className={styles.count} role="status">
            {words.count({ shown: count(list.entries.length), total: count(list.total) })}
            {filter.own ? null : ` ${words.ownLeftOut}`}
          </p>
          {list.entries.length === 0 ? (
            <Nothing>{words.none}</Nothing>
          ) : (
            <Lines label={words.list}>
              {list.entries.map((entry) => (
                <Access
                  key={entry.id}
                  entry={entry}
                  titles={titles}
                  isReported={list.reported.has(entry.id)}
                  onReport={() => setReporting(entry)}
                />
              ))}
            </Lines>
          )}
          {list.hasMore ? (
            <div className={styles.more}>
              <Button onPress={more}>{words.more}</Button>
            </div>
          ) : null}
        </div>
      ) : null}
      {reporting === null ? null : (
        <ReportDialog
          bridge={bridge}
          id={reporting.id}
          what={[french(actName(reporting.action)), reporting.who.name, dateAndTime(reporting.at)]
            .filter(Boolean)
            .join(' · ')}
          onClose={() => setReporting(null)}
        />
      )}
    </SpaceScreen>
  );
}

const KINDS = {
  patient: words.holder,
  representative: words.representative,
  carer: words.carer,
  nobody: null,
  professional: null,
} as const;

interface AccessProps {
  readonly entry: SpaceAccess;
  readonly titles: ReadonlyMap<string, string>;
  readonly isReported: boolean;
  readonly onReport: () => void;
}

function Access({ entry, titles, isReported, onReport }: AccessProps) {
  const { who, mode, outcome, reason } = entry;
  const isRefused = outcome === 'refused';
  const isEmergency = mode !== 'NORMAL';
  const Icon = isRefused
    ? ShieldX
    : isEmergency
      ? ShieldAlert
      : who.kind === 'professional'
        ? UserRound
        : Users;
  const whose = [
    who.name ?? words.nobody,
    KINDS[who.kind] ?? who.role,
    who.structure,
    entry.inNameOf === null ? null : words.inNameOf({ name: entry.inNameOf }),
  ];
  const title = entry.documentId === null ? null : (titles.get(entry.documentId) ?? words.documentUnknown);
  return (
    <Line
      icon={<Icon size={18} aria-hidden />}
      title={french(actName(entry.action))}
      note={
        <>
          {whose.filter(Boolean).join(' · ')}
          <br />
          <time dateTime={entry.at}>{dateAndTime(entry.at)}</time>
        </>
      }
      badges={
        <>
          {isRefused ? (
            <Badge tone="danger">{reason === null ? words.refusedBadge : refusal(reason)}</Badge>
          ) : null}
          {isEmergency ? <Badge tone="emergency">{mode === 'BTG' ? words.btg : words.etreat}</Badge> : null}
          {entry.secret ? <Badge>{words.secret}</Badge> : null}
          {isReported ? <Badge tone="info">{words.reportedBadge}</Badge> : null}
        </>
      }
      // One's own acts and those of the family are nobody's to review.
      acts={
        who.kind === 'professional' && !isReported ? (
          <Button variant="quiet" onPress={onReport}>
            {words.report}
          </Button>
        ) : undefined
      }
    >
      {title === null ? null : <p className={styles.detail}>{words.document({ title })}</p>}
      {entry.target === null ? null : <p className={styles.detail}>{words.about({ name: entry.target })}</p>}
      {entry.justification === null ? null : (
        <p className={styles.detail}>{words.why({ text: entry.justification })}</p>
      )}
    </Line>
  );
}

function refusal(reason: string): string {
  const name = reasonName(reason);
  return name === undefined ? words.refusedBadge : words.refusedWhy({ reason: name });
}

/** Titles of the documents that this person sees, by their own identifiers. */
function useTitles(bridge: HistoryScreenProps['bridge']): ReadonlyMap<string, string> {
  const ask = useCallback(() => bridge['own.documents.list']({}), [bridge]);
  const { answer } = useAsked(bridge, ask);
  const documents = answer.status === 'ready' ? answer.value.documents : undefined;
  return useMemo(
    () => new Map((documents ?? []).map(({ uniqueId, title }) => [uniqueId, title])),
    [documents],
  );
}
