import { icu, messages } from '../i18n/text.ts';
import { ProgressBar } from './ProgressBar.tsx';
import styles from './ServiceStart.module.css';

const words = messages({
  label: 'Préparation des dossiers de démonstration',
  first: 'Au premier démarrage seulement. Les cartes viennent ensuite.',
  share: icu<{ percent: number }>('{percent} %'),
});

/** How far this post's own service has come; `preparing` is null while nobody can tell. */
export interface Starting {
  readonly preparing: { readonly done: number; readonly of: number } | null;
}

/** What the post does before it has a card to show: its service makes the demonstration's records. */
export function ServiceStart({ preparing }: Starting) {
  const value = preparing === null ? null : preparing.done / Math.max(1, preparing.of);
  return (
    <div className={styles.start}>
      <ProgressBar
        label={words.label}
        value={value}
        {...(value === null ? {} : { words: words.share({ percent: Math.round(value * 100) }) })}
      />
      <p className={styles.help}>{words.first}</p>
    </div>
  );
}
