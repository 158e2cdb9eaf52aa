import { Ban, Building2, UserX } from 'lucide-react';
import type { Block } from '../../../shared/bridge/rights.ts';
import { shortDate } from '../../i18n/format.ts';
import { Button } from '../../ui/Button.tsx';
import { words } from './messages.ts';
import styles from './Rights.module.css';

const KINDS = {
  professional: { Icon: UserX, word: words.professional },
  structure: { Icon: Building2, word: words.structure },
} as const;

export interface BlocksProps {
  readonly blocks: readonly Block[];
  readonly onBlock: () => void;
  readonly onUnblock: (block: Block) => void;
}

/** Who may not enter this record: read and changed by a médecin traitant, at the patient's request. */
export function Blocks({ blocks, onBlock, onUnblock }: BlocksProps) {
  return (
    <section className={styles.part} aria-labelledby="rights-blocks">
      <h2 id="rights-blocks" className={styles.title}>
        {words.blocks}
      </h2>
      {blocks.length === 0 ? (
        <p className={styles.quiet}>{words.blocksNone}</p>
      ) : (
        <ul className={styles.lines}>
          {blocks.map((block) => {
            const { Icon, word } = KINDS[block.kind];
            return (
              <li key={block.blockId} className={styles.line}>
                <Icon size={16} aria-hidden />
                <span className={styles.name}>{block.name}</span>
                <span className={styles.quiet}>
                  {word}
                  {block.since === null ? '' : ` · ${words.since({ date: shortDate(block.since) })}`}
                </span>
                <span className={styles.end}>
                  <Button variant="quiet" onPress={() => onUnblock(block)}>
                    {words.unblock}…
                  </Button>
                </span>
              </li>
            );
          })}
        </ul>
      )}
      <div className={styles.acts}>
        <Button icon={<Ban size={16} aria-hidden />} onPress={onBlock}>
          {words.block}
        </Button>
      </div>
    </section>
  );
}
