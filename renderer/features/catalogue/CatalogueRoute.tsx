import { LayoutGrid, Link2, Printer, Search } from 'lucide-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import type { CatalogueService } from '../../../shared/bridge/catalogue.ts';
import type { Failure } from '../../../shared/bridge/failure.ts';
import type { RecordView } from '../../../shared/bridge/record.ts';
import { splitWords, wordsBegin } from '../../../shared/identity/name-words.ts';
import { categoryNames, directionNames, exchangeNames } from '../../i18n/agenda.ts';
import { mediumDate } from '../../i18n/format.ts';
import { announce } from '../../platform/announcer.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { useCommands, type Command } from '../../platform/commands.ts';
import { createTurns } from '../../platform/turns.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { FailureNotice, FailureState } from '../../ui/FailureState.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { ToggleChip } from '../../ui/ToggleChip.tsx';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';
import styles from './Catalogue.module.css';
import { words } from './messages.ts';

export interface CatalogueRouteProps {
  readonly bridge: Pick<Bridge, 'catalogue.list' | 'catalogue.print' | 'on'>;
  readonly view: RecordView;
}

type State =
  | { readonly status: 'loading' }
  | { readonly status: 'listed'; readonly services: readonly CatalogueService[] }
  | { readonly status: 'failed'; readonly failure: Failure };

/** The catalogue of services: what each exchanges, which the patient linked and shows, and a sheet for him. */
export function CatalogueRoute({ bridge, view }: CatalogueRouteProps) {
  const { ins } = view.patient;
  const [state, setState] = useState<State>({ status: 'loading' });
  const [turns] = useState(createTurns);
  const [query, setQuery] = useState('');
  const [linkedOnly, setLinkedOnly] = useState(false);
  const [picked, pick] = useState<ReadonlySet<string>>(new Set());
  const [isPrinting, setPrinting] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const search = useRef<HTMLInputElement>(null);
  const rightStatus = view.right.status;

  const load = useCallback(async () => {
    const turn = turns.next();
    const answer = await bridge['catalogue.list']({ ins });
    if (!turn.isCurrent()) return;
    setState(
      answer.ok
        ? { status: 'listed', services: answer.value.services }
        : { status: 'failed', failure: answer.error },
    );
    // A right that was declared meanwhile shows what it opens.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [bridge, ins.value, turns, rightStatus]);
  useEffect(() => {
    void load();
    const stop = bridge.on('record.changed', (changed) => {
      if (changed.ins.value === ins.value) void load();
    });
    return () => {
      stop();
      turns.end();
    };
  }, [bridge, ins.value, load, turns]);

  const services = state.status === 'listed' ? state.services : NONE;
  const shown = useMemo(() => {
    const asked = splitWords(query);
    return services.filter(
      (service) => (!linkedOnly || service.link !== null) && wordsBegin(textOf(service), asked),
    );
  }, [services, query, linkedOnly]);
  const onSheet = useMemo(
    () => (picked.size === 0 ? shown : services.filter(({ id }) => picked.has(id))),
    [picked, shown, services],
  );
  const print = useCallback(() => setPrinting(true), []);
  useCommands(
    useMemo<readonly Command[]>(
      () => [
        { id: 'catalogue.print', group: words.group, title: words.print, keys: 'P', run: print },
        {
          id: 'catalogue.find',
          group: words.group,
          title: words.search,
          keys: '/',
          isKeyOnly: true,
          run: () => search.current?.focus(),
        },
      ],
      [print],
    ),
  );

  if (state.status === 'failed') return <FailureState failure={state.failure} onRetry={() => void load()} />;
  if (state.status === 'loading') return <Skeleton rows={8} />;
  return (
    <div className={styles.catalogue}>
      <header className={styles.head}>
        <div className={styles.words}>
          <h2 className={styles.title}>{words.title}</h2>
          <p className={styles.note}>{words.lead}</p>
        </div>
        <span className={styles.note} role="status">
          {words.picked({ count: picked.size })}
        </span>
        <Button
          variant="primary"
          icon={<Printer size={16} aria-hidden />}
          keys="P"
          isDisabled={onSheet.length === 0}
          onPress={print}
        >
          {words.print}
        </Button>
      </header>
      {failure === null ? null : <FailureNotice failure={failure} />}
      <div className={styles.tools}>
        <TextField
          className={styles.search ?? ''}
          label={words.search}
          hideLabel
          type="search"
          placeholder={words.search}
          maxLength={100}
          value={query}
          icon={<Search size={16} aria-hidden />}
          inputRef={search}
          onChange={setQuery}
        />
        <ToggleChip isSelected={linkedOnly} onChange={setLinkedOnly}>
          {words.linkedOnly}
        </ToggleChip>
        <p className={styles.note} role="status">
          {words.count({ count: shown.length })}
        </p>
      </div>
      <p className={styles.note}>{words.notShown}</p>
      {shown.length === 0 ? (
        <EmptyState
          role="status"
          icon={<LayoutGrid size={32} strokeWidth={1.5} aria-hidden />}
          title={words.none}
        >
          <p>{words.noneNext}</p>
        </EmptyState>
      ) : (
        <ul className={styles.list} aria-label={words.list}>
          {shown.map((service) => (
            <li key={service.id} className={styles.line}>
              <Checkbox
                isSelected={picked.has(service.id)}
                onChange={(on) => pick(toggled(picked, service.id, on))}
              >
                <VisuallyHidden>{words.pick({ name: service.name })}</VisuallyHidden>
              </Checkbox>
              <span className={styles.words}>
                <strong>{service.name}</strong>
                <span className={styles.note}>{service.comment}</span>
              </span>
              <span className={styles.exchanges}>{exchangesOf(service)}</span>
              <Badge>{categoryNames[service.category] ?? service.category}</Badge>
              {service.link === null ? null : (
                <Badge tone="good" icon={<Link2 size={12} aria-hidden />}>
                  {words.linkedSince({ date: mediumDate(service.link.since) })}
                </Badge>
              )}
            </li>
          ))}
        </ul>
      )}
      {isPrinting ? (
        <HandOut
          services={onSheet}
          onReady={() =>
            void bridge['catalogue.print']({ ins }).then((answer) => {
              setPrinting(false);
              if (!answer.ok) setFailure(answer.error);
              else if (answer.value.printed) announce(words.printed);
            })
          }
        />
      ) : null}
    </div>
  );
}

const NONE: readonly CatalogueService[] = [];

function toggled(picked: ReadonlySet<string>, id: string, on: boolean): ReadonlySet<string> {
  const next = new Set(picked);
  if (on) next.add(id);
  else next.delete(id);
  return next;
}

const nameOf = (code: string): string => exchangeNames[code] ?? code;

const exchangesOf = ({ exchanges }: CatalogueService): string =>
  exchanges.map(({ code, direction }) => `${nameOf(code)} (${directionNames[direction]})`).join(', ');

const textOf = (service: CatalogueService): string =>
  [service.name, service.comment, ...service.exchanges.map(({ code }) => nameOf(code))].join(' ');

interface HandOutProps {
  readonly services: readonly CatalogueService[];
  readonly onReady: () => void;
}

/** The sheet that is handed out: it names services and nobody, neither the patient nor what he linked. */
function HandOut({ services, onReady }: HandOutProps) {
  const ready = useRef(onReady);
  useEffect(() => ready.current(), []);
  return createPortal(
    <div className={styles.sheet} data-print-sheet="elements" aria-hidden>
      <h1>{words.sheetTitle}</h1>
      <p>{words.sheetHow}</p>
      {services.map((service) => (
        <section key={service.id} className={styles.sheetPart}>
          <h2>{service.name}</h2>
          <p>{service.comment}</p>
          <p>{words.exchanges({ list: exchangesOf(service) })}</p>
        </section>
      ))}
    </div>,
    document.body,
  );
}
