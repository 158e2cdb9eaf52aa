import { List } from 'lucide-react';
import { useRef, type ReactNode } from 'react';
import type { PatientIdentity } from '../../../../shared/bridge/identity.ts';
import type { CdaBody, CdaDocument, CdaSection } from '../../../../shared/cda/document.ts';
import { DocumentFrame } from '../DocumentFrame.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Menu } from '../../../ui/Menu.tsx';
import { useElementSource, useMarkedElement } from '../find/useMarkedElement.ts';
import { useFind } from '../find/useFind.ts';
import { words } from '../messages.ts';
import { CdaCard } from './CdaCard.tsx';
import { Narrative } from './Narrative.tsx';
import { anchorOf, isEmptySection, outline } from './outline.ts';
import styles from './Cda.module.css';

export interface CdaViewProps {
  readonly cda: CdaDocument;
  readonly patient: PatientIdentity;
  /** Shows the file that a document of level 1 holds. */
  readonly renderFile: (bytes: Uint8Array, mediaType: string) => ReactNode;
}

/** A CDA document: whose it says that it is, then its body. */
export function CdaView({ cda, patient, renderFile }: CdaViewProps) {
  if (cda.body.level === 3) return <StructuredView cda={cda} body={cda.body} patient={patient} />;
  return (
    <>
      <CdaCard header={cda.header} patient={patient} />
      {renderFile(cda.body.bytes, cda.body.mediaType)}
    </>
  );
}

interface StructuredViewProps extends Omit<CdaViewProps, 'renderFile'> {
  readonly body: CdaBody & { readonly level: 3 };
}

/** Level 3: sections with their narrative, and a table of contents once there are several. */
function StructuredView({ cda, body, patient }: StructuredViewProps) {
  const article = useRef<HTMLElement>(null);
  const find = useFind(useElementSource(article));
  useMarkedElement(article, find);
  const sections = body.sections.filter((section) => !isEmptySection(section));
  const entries = outline(sections);
  const goTo = (anchor: string): void =>
    article.current?.querySelector(`[data-anchor="${anchor}"]`)?.scrollIntoView();
  const hasContents = entries.length >= 3;

  return (
    <>
      <CdaCard header={cda.header} patient={patient} />
      <DocumentFrame
        find={find}
        printLayout={() => (article.current === null ? null : { kind: 'elements', element: article.current })}
        controls={
          hasContents ? (
            <Menu
              label={words.sections}
              trigger={
                <Button variant="quiet" icon={<List size={16} aria-hidden />}>
                  {words.sections}
                </Button>
              }
              entries={entries.map(({ anchor, title }) => ({
                id: anchor,
                label: title,
                onAct: () => goTo(anchor),
              }))}
            />
          ) : null
        }
      >
        <div className={styles.columns}>
          {!hasContents ? null : (
            <nav className={styles.contents} aria-label={words.sections}>
              <ol>
                {entries.map(({ anchor, title, depth }) => (
                  <li key={anchor} data-depth={depth}>
                    <button type="button" className={styles.entry} onClick={() => goTo(anchor)}>
                      {title}
                    </button>
                  </li>
                ))}
              </ol>
            </nav>
          )}
          <article ref={article} className={styles.article}>
            {sections.length === 0 ? <p>{words.cdaEmpty}</p> : null}
            <Sections sections={sections} path={[]} />
            {body.attachments.length === 0 ? null : (
              <section className={styles.section}>
                <h3 className={styles.title}>{words.attachments}</h3>
                <ul className={styles.attachments}>
                  {body.attachments.map(({ id, mediaType, bytes }) => (
                    <li key={id}>{words.attachmentOf(mediaType, bytes.length)}</li>
                  ))}
                </ul>
              </section>
            )}
          </article>
        </div>
      </DocumentFrame>
    </>
  );
}

function Sections({
  sections,
  path,
}: {
  readonly sections: readonly CdaSection[];
  readonly path: readonly number[];
}) {
  return sections.map((section, index) => {
    const place = [...path, index];
    const Heading = HEADINGS[Math.min(path.length, HEADINGS.length - 1)] ?? 'h4';
    return (
      <section key={index} className={styles.section} data-anchor={anchorOf(place)}>
        {section.title === null ? null : <Heading className={styles.title}>{section.title}</Heading>}
        <Narrative nodes={section.narrative} />
        <Sections sections={section.sections} path={place} />
      </section>
    );
  });
}

/** The document's own title is the heading of the panel above. */
const HEADINGS = ['h3', 'h4', 'h5', 'h6'] as const;
