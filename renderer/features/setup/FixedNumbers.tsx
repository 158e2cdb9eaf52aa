import parameters from '../../../resources/parameters.json' with { type: 'json' };
import { fileSize } from '../../i18n/format.ts';
import { words } from './messages.ts';
import styles from './Setup.module.css';

/** Each with what fixes it: a text of law, the national guide, or a choice where no text says anything. */
const NUMBERS: readonly { readonly what: string; readonly value: string; readonly source: string }[] = [
  {
    what: words.careTeam,
    value: words.days({ days: parameters.authorisationDays }),
    source: words.noText,
  },
  {
    what: words.explicit,
    value: words.hours({ hours: parameters.explicitConsentHours }),
    source: words.noText,
  },
  {
    what: words.emergency,
    value: words.minutes({ minutes: parameters.emergencySessionMinutes }),
    source: words.noText,
  },
  {
    what: words.announcement,
    value: words.announcementDays({
      reminder: parameters.announcementReminderDays,
      visible: parameters.announcementVisibleDays,
    }),
    source: 'CSP R.1111-53',
  },
  {
    what: words.closed,
    value: words.closedTerms({ years: parameters.archiveYears, months: parameters.erasureMonths }),
    source: 'CSP R.1111-36',
  },
  {
    what: words.offline,
    value: words.offlineTerms({ minutes: parameters.offlineLeaseMinutes }),
    source: words.noText,
  },
  { what: words.largest, value: fileSize(parameters.documentMaxBytes), source: words.noText },
];

/** What no post sets, whoever asks: said with its source, so that nobody looks for it elsewhere. */
export function FixedNumbers() {
  return (
    <section className={styles.fixed} aria-labelledby="setup-fixed">
      <h3 id="setup-fixed">{words.fixed}</h3>
      <p className={styles.help}>{words.fixedNote}</p>
      <dl>
        {NUMBERS.map(({ what, value, source }) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>
              {value}
              <small>{source}</small>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
