import { EyeOff, MoreHorizontal } from 'lucide-react';
import { Checkbox } from 'react-aria-components';
import { Check } from 'lucide-react';
import type { DocumentSummary } from '../../../shared/bridge/record.ts';
import { mediumDate } from '../../i18n/format.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { DocumentGlyph, glyphFor } from '../../ui/glyphs.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { Line } from '../ui/Lines.tsx';
import type { SpaceDocumentActs } from './acts.ts';
import { isMasked } from './acts.ts';
import styles from './Documents.module.css';
import { words } from './messages.ts';

export interface DocumentLineProps extends SpaceDocumentActs {
  readonly document: DocumentSummary;
  readonly isChosen: boolean;
  /** It was just closed. */
  readonly isLeft: boolean;
  readonly onChoose: (isChosen: boolean) => void;
}

/** One document: what it is, from whom, when, whether professionals see it, and what may be done. */
export function DocumentLine(props: DocumentLineProps) {
  const { document, isChosen, onChoose, manages, isBusy, isLeft, onRead, onChange } = props;
  const masked = isMasked(document);
  const by = document.byPatient
    ? words.byMe
    : [document.author.name, document.structure].filter(Boolean).join(', ');
  const note = [
    document.title === document.type.label ? null : document.type.label,
    by,
    mediumDate(document.actDate),
  ];
  return (
    <Line
      icon={
        manages ? (
          <Checkbox
            className={styles.choose ?? ''}
            aria-label={words.choose({ title: document.title })}
            isSelected={isChosen}
            onChange={onChoose}
          >
            {isChosen ? (
              <Check size={16} strokeWidth={3} aria-hidden />
            ) : (
              <DocumentGlyph glyph={glyphFor(document.type.code, document.class.code)} />
            )}
          </Checkbox>
        ) : (
          <DocumentGlyph glyph={glyphFor(document.type.code, document.class.code)} />
        )
      }
      title={document.title}
      note={note.filter(Boolean).join(' · ')}
      badges={<States document={document} />}
      acts={
        <>
          <Button autoFocus={isLeft} onPress={() => onRead(document)}>
            {words.read}
          </Button>
          {manages ? (
            <Button
              variant="quiet"
              isDisabled={isBusy}
              onPress={() => void onChange(masked ? 'show' : 'mask', [document])}
            >
              {masked ? words.show : words.mask}
            </Button>
          ) : null}
          {document.byPatient && manages ? <OwnMenu {...props} /> : null}
        </>
      }
    />
  );
}

function States({ document }: { readonly document: DocumentSummary }) {
  return (
    <>
      {isMasked(document) ? (
        <Badge tone="accent" icon={<EyeOff size={14} aria-hidden />}>
          {words.badgeMasked}
        </Badge>
      ) : null}
      {document.archived ? <Badge>{words.badgeArchived}</Badge> : null}
      {document.status === 'superseded' ? <Badge>{words.badgeReplaced}</Badge> : null}
    </>
  );
}

/** What only the author of a document may do: it is the holder's own. */
export function OwnMenu({
  document,
  onEdit,
  onRemove,
}: Pick<DocumentLineProps, 'document' | 'onEdit' | 'onRemove'>) {
  const label = words.more({ title: document.title });
  return (
    <Menu
      label={label}
      trigger={<IconButton label={label} icon={<MoreHorizontal size={18} aria-hidden />} />}
      entries={[
        { id: 'edit', label: words.edit, onAct: () => onEdit(document) },
        { id: 'remove', label: words.remove, isDangerous: true, onAct: () => onRemove(document) },
      ]}
    />
  );
}
