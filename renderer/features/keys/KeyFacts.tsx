import type { OwnKeys } from '../../../shared/bridge/keys.ts';
import { mediumDate } from '../../i18n/format.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import styles from './Keys.module.css';
import { DONE, KEYCHAINS, ownWords as words } from './messages.ts';
import type { KeysDone, OwnKeysStore } from './own-keys-store.ts';

export interface KeyFactsProps {
  readonly keys: OwnKeys | null;
  readonly done: KeysDone | null;
  readonly store: OwnKeysStore;
  readonly onClose: () => void;
}

/** How the keys stand, and what may be done about each. */
export function KeyFacts({ keys, done, store, onClose }: KeyFactsProps) {
  if (keys === null) return <Skeleton rows={4} />;
  const isWithoutCode = keys.kept && keys.codeMadeAt === null;
  return (
    <>
      <p>{keys.kept ? words.lead : words.notKept}</p>
      {done === null ? null : (
        <Notice isAlert>
          <p>{DONE[done]}</p>
        </Notice>
      )}
      {isWithoutCode ? (
        <Notice tone="warning">
          <p>{words.codeNoneWhy}</p>
        </Notice>
      ) : null}
      <dl className={styles.facts}>
        <div>
          <dt>{words.keychain}</dt>
          <dd>{KEYCHAINS[keys.keychain]}</dd>
        </div>
        {keys.kept ? (
          <>
            <div>
              <dt>{words.code}</dt>
              <dd>
                {keys.codeMadeAt === null
                  ? words.codeNone
                  : words.codeMade({ day: mediumDate(keys.codeMadeAt) })}
              </dd>
              <dd>
                <Button
                  variant={isWithoutCode ? 'secondary' : 'quiet'}
                  onPress={() => void store.draft('code')}
                >
                  {isWithoutCode ? words.codePrint : words.codeReplace}
                </Button>
              </dd>
            </div>
            <div>
              <dt>{words.key}</dt>
              <dd>
                {keys.isRenewalDue ? words.renewalDue : words.keyMade({ day: mediumDate(keys.madeAt) })}
              </dd>
              <dd>
                {keys.isRenewalDue ? null : (
                  <Button variant="quiet" onPress={() => void store.draft('renewal')}>
                    {words.renew}
                  </Button>
                )}
              </dd>
            </div>
          </>
        ) : null}
        <div>
          <dt>{words.pin}</dt>
          <dd>••••</dd>
          <dd>
            <Button variant="quiet" onPress={store.askPin}>
              {words.pinChange}
            </Button>
          </dd>
        </div>
      </dl>
      <div className={styles.acts}>
        <Button variant="primary" autoFocus onPress={onClose}>
          {words.done}
        </Button>
      </div>
    </>
  );
}
