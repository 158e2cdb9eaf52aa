import { ComboBox } from '../../ui/ComboBox.tsx';
import { FailureNotice } from '../../ui/FailureState.tsx';
import { words } from './messages.ts';
import type { Authors, DepositPanelProps } from './props.ts';

export interface AuthorFieldProps {
  readonly authors: Authors;
  readonly value: string | null;
  readonly isMissing: boolean;
  readonly onChange: (authorId: string | null) => void;
}

/** For whom staff deposit: a professional of the place, chosen from the directory. Nobody is chosen for them. */
export function AuthorField({ authors, value, isMissing, onChange }: AuthorFieldProps) {
  switch (authors.status) {
    case 'loading':
      return <p role="status">{words.authorsLoading}</p>;
    case 'failed':
      return <FailureNotice failure={authors.failure} />;
    case 'listed':
      return (
        <ComboBox
          label={words.onBehalfOf}
          groups={[
            {
              id: 'place',
              label: words.onBehalfOf,
              choices: authors.authors.map(({ id, name, professionLabel }) => ({
                id,
                label: name,
                note: professionLabel,
              })),
            },
          ]}
          value={value}
          description={words.onBehalfOfHint}
          error={isMissing ? words.authorMissing : null}
          onChange={onChange}
        />
      );
  }
}

/** The author as the form stands: oneself, or the one whom staff have chosen. */
export function authorName(
  { authors, professional }: Pick<DepositPanelProps, 'authors' | 'professional'>,
  authorId: string | null,
): string {
  if (authors === null) return professional.name;
  const chosen = authors.status === 'listed' ? authors.authors.find(({ id }) => id === authorId) : undefined;
  return chosen?.name ?? words.authorChosen;
}
