import { Link2, Search } from 'lucide-react';
import { useCallback, useState } from 'react';
import type { CatalogueService } from '../../../shared/bridge/catalogue.ts';
import type { SpaceState } from '../../../shared/bridge/space/session.ts';
import { splitWords, wordsBegin } from '../../../shared/identity/name-words.ts';
import { directionNames, exchangeNames } from '../../i18n/agenda.ts';
import { mediumDate } from '../../i18n/format.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { FailureNotice } from '../../ui/FailureState.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useActing } from '../acting.ts';
import { useAsked } from '../asked.ts';
import type { SpaceBridge } from '../bridge.ts';
import { Line, Lines, Nothing } from '../ui/Lines.tsx';
import { Loaded, Part, SpaceScreen } from '../ui/Section.tsx';
import { LinkDialog } from './LinkDialog.tsx';
import { words } from './messages.ts';

export interface ServicesScreenProps {
  readonly bridge: SpaceBridge;
  readonly side: Extract<SpaceState, { status: 'open' }>['side'];
  /** Representatives see what a minor linked. */
  readonly isMinor: boolean;
}

/** The catalogue, and what of the space goes to which service. */
export function ServicesScreen({ bridge, side, isMinor }: ServicesScreenProps) {
  const { answer, again, accept } = useAsked(
    bridge,
    useCallback(() => bridge['own.services.list']({}), [bridge]),
  );
  const { busy, failure, act } = useActing();
  const [query, setQuery] = useState('');
  const [linking, link] = useState<CatalogueService | null>(null);
  const manages = side !== 'carer';
  const unlink = (id: string): void =>
    void act(id, () => bridge['own.services.unlink']({ id }), { say: words.unlinkedDone, take: accept });
  const note = !manages ? words.managedByHolder : isMinor && side === 'holder' ? words.minor : null;
  const lines = (services: readonly CatalogueService[], label: string) => (
    <Lines label={label}>
      {services.map((service) => (
        <ServiceLine
          key={service.id}
          service={service}
          manages={manages}
          isBusy={busy !== null}
          onLink={() => link(service)}
          onUnlink={() => unlink(service.id)}
        />
      ))}
    </Lines>
  );

  return (
    <SpaceScreen title={words.title} lead={note === null ? words.lead : `${words.lead} ${note}`}>
      {failure === null ? null : <FailureNotice failure={failure} onRetry={again} />}
      <TextField
        label={words.search}
        hideLabel
        type="search"
        placeholder={words.search}
        maxLength={100}
        value={query}
        icon={<Search size={16} aria-hidden />}
        onChange={setQuery}
      />
      <Loaded answer={answer} rows={6} onRetry={again}>
        {({ services }) => {
          const asked = splitWords(query);
          const found = services.filter((service) => wordsBegin(textOf(service), asked));
          const linked = found.filter((service) => service.link !== null);
          const others = found.filter((service) => service.link === null);
          return (
            <>
              <Part title={words.linked}>
                {linked.length === 0 ? <Nothing>{words.noneLinked}</Nothing> : lines(linked, words.linked)}
              </Part>
              <Part title={words.others}>
                {others.length === 0 ? <Nothing>{words.noneOther}</Nothing> : lines(others, words.others)}
              </Part>
            </>
          );
        }}
      </Loaded>
      {linking === null ? null : (
        <LinkDialog
          bridge={bridge}
          service={linking}
          onLinked={(catalogue) => {
            link(null);
            accept(catalogue);
          }}
          onClose={() => link(null)}
        />
      )}
    </SpaceScreen>
  );
}

const nameOf = (code: string): string => exchangeNames[code] ?? code;

const textOf = ({ name, comment, exchanges }: CatalogueService): string =>
  [name, comment, ...exchanges.map(({ code }) => nameOf(code))].join(' ');

interface ServiceLineProps {
  readonly service: CatalogueService;
  readonly manages: boolean;
  readonly isBusy: boolean;
  readonly onLink: () => void;
  readonly onUnlink: () => void;
}

function ServiceLine({ service, manages, isBusy, onLink, onUnlink }: ServiceLineProps) {
  const { name, comment, exchanges, link } = service;
  const asks = exchanges.map(({ code, direction }) => `${nameOf(code)} (${directionNames[direction]})`);
  return (
    <Line
      icon={link === null ? undefined : <Link2 size={18} aria-hidden />}
      title={name}
      note={
        link === null
          ? `${comment}. ${words.asks({ list: asks.join(', ') })}`
          : `${words.since({ date: mediumDate(link.since) })}. ${words.exchanges({ list: link.exchanges.map(nameOf).join(', ') })}`
      }
      badges={
        link === null ? undefined : (
          <>
            <Badge>{link.shown === true ? words.shown : words.notShown}</Badge>
            {link.asksMore ? <Badge tone="info">{words.more}</Badge> : null}
          </>
        )
      }
      acts={
        !manages ? null : link === null ? (
          <Button isDisabled={isBusy} onPress={onLink}>
            {words.link}
          </Button>
        ) : (
          <>
            <Button variant="quiet" isDisabled={isBusy} onPress={onLink}>
              {words.change}
            </Button>
            <Button variant="quiet" isDisabled={isBusy} onPress={onUnlink}>
              {words.unlink}
            </Button>
          </>
        )
      }
    />
  );
}
