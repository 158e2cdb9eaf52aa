import { useState } from 'react';
import type { Catalogue, CatalogueService } from '../../../shared/bridge/catalogue.ts';
import { directionNames, exchangeNames } from '../../i18n/agenda.ts';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { FailureNotice } from '../../ui/FailureState.tsx';
import { useActing } from '../acting.ts';
import type { SpaceBridge } from '../bridge.ts';
import { FormDialog } from '../ui/FormDialog.tsx';
import { words } from './messages.ts';

export interface LinkDialogProps {
  readonly bridge: Pick<SpaceBridge, 'own.services.link'>;
  readonly service: CatalogueService;
  readonly onLinked: (catalogue: Catalogue) => void;
  readonly onClose: () => void;
}

/** What one service may exchange: nothing is ticked that was not approved. */
export function LinkDialog({ bridge, service, onLinked, onClose }: LinkDialogProps) {
  const { id, name, exchanges, link } = service;
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set(link?.exchanges ?? []));
  const [isShown, show] = useState(link?.shown ?? false);
  const { busy, failure, act } = useActing();
  const toggle = (code: string, on: boolean): void => {
    const next = new Set(chosen);
    if (on) next.add(code);
    else next.delete(code);
    choose(next);
  };
  return (
    <FormDialog
      title={words.linkTitle({ name })}
      cancel={words.cancel}
      confirm={words.confirm}
      isReady={chosen.size > 0}
      isBusy={busy !== null}
      onSubmit={() =>
        void act('link', () => bridge['own.services.link']({ id, exchanges: [...chosen], shown: isShown }), {
          say: words.linkedDone,
          take: onLinked,
        })
      }
      onClose={onClose}
    >
      {failure === null ? null : <FailureNotice failure={failure} />}
      <p>{words.choose}</p>
      {exchanges.map(({ code, direction }) => (
        <Checkbox key={code} isSelected={chosen.has(code)} onChange={(on) => toggle(code, on)}>
          {exchangeNames[code] ?? code} ({directionNames[direction]})
        </Checkbox>
      ))}
      <Checkbox isSelected={isShown} onChange={show}>
        {words.showLabel}
      </Checkbox>
    </FormDialog>
  );
}
