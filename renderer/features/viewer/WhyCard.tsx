import { useEffect, useState } from 'react';
import type { Failure } from '../../../shared/bridge/failure.ts';
import type { Explanation } from '../../../shared/bridge/explain.ts';
import type { InsRef } from '../../../shared/bridge/identity.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { createTurns } from '../../platform/turns.ts';
import { FailureNotice } from '../../ui/FailureState.tsx';
import { ScrollPane } from '../../ui/ScrollPane.tsx';
import { whyLines, whyWords } from './why.ts';
import styles from './WhyCard.module.css';

export interface WhyCardProps {
  readonly id: string;
  readonly bridge: Pick<Bridge, 'explain.document'>;
  readonly ins: InsRef;
  readonly uniqueId: string;
}

type Asked =
  | { readonly status: 'asking' }
  | { readonly status: 'failed'; readonly failure: Failure }
  | { readonly status: 'told'; readonly explanation: Explanation };

/** What opens this document to the professional at the keyboard, line by line with its rule. */
export function WhyCard({ id, bridge, ins: { system, value }, uniqueId }: WhyCardProps) {
  const [asked, setAsked] = useState<Asked>({ status: 'asking' });
  const [turns] = useState(createTurns);
  useEffect(() => {
    const turn = turns.next();
    void bridge['explain.document']({ ins: { system, value }, uniqueId }).then((answer) => {
      if (!turn.isCurrent()) return;
      setAsked(
        answer.ok
          ? { status: 'told', explanation: answer.value }
          : { status: 'failed', failure: answer.error },
      );
    });
    return turns.end;
  }, [bridge, system, value, uniqueId, turns]);

  return (
    <ScrollPane id={id} className={styles.card} label={whyWords.title} isBusy={asked.status === 'asking'}>
      {asked.status === 'failed' ? <FailureNotice failure={asked.failure} /> : null}
      {asked.status === 'told' ? (
        <dl className={styles.lines}>
          {whyLines(asked.explanation).map(({ name, words, law }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                {words} {law === null ? null : <small className={styles.law}>{law}</small>}
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
    </ScrollPane>
  );
}
