import { useEffect, useState, type ReactNode } from 'react';
import { CdaView } from '../cda/CdaView.tsx';
import { PdfView } from '../pdf/PdfView.tsx';
import { PicturesView } from '../picture/PicturesView.tsx';
import { RtfView } from '../running/RtfView.tsx';
import { TextView } from '../running/TextView.tsx';
import type { PatientIdentity } from '../../../../shared/bridge/identity.ts';
import { openBody, type BodyProblem, type OpenBody } from './open.ts';
import { BodyProblemView } from './BodyProblemView.tsx';
import { Opening } from './Opening.tsx';

export interface BodyViewProps {
  readonly bytes: Uint8Array;
  /** The media type that was announced. */
  readonly mediaType: string;
  readonly patient: PatientIdentity;
  /** False inside a CDA document: a document holds one body, not a chain of them. */
  readonly mayNest?: boolean;
  readonly onFirstPage?: () => void;
  /** The words of its pages were read, where only a viewer can read them. */
  readonly onWords?: ((text: string) => void) | undefined;
}

type State =
  | { readonly status: 'opening' }
  | { readonly status: 'open'; readonly body: OpenBody }
  | { readonly status: 'problem'; readonly problem: BodyProblem };

/** The content of a document, shown by the viewer of what its bytes are. */
export function BodyView(props: BodyViewProps) {
  const [attempt, setAttempt] = useState(0);
  return <Attempt key={attempt} {...props} onRetry={() => setAttempt(attempt + 1)} />;
}

interface AttemptProps extends BodyViewProps {
  readonly onRetry: () => void;
}

function Attempt(props: AttemptProps): ReactNode {
  const { bytes, mediaType, patient, mayNest = true, onFirstPage, onWords, onRetry } = props;
  const [state, setState] = useState<State>({ status: 'opening' });

  useEffect(() => {
    let left = false;
    let opened: OpenBody | null = null;
    void openBody(bytes, mediaType).then((result) => {
      if (result.ok) opened = result.value;
      if (left) opened?.close();
      else if (result.ok) setState({ status: 'open', body: result.value });
      else setState({ status: 'problem', problem: result.error });
    });
    return () => {
      left = true;
      opened?.close();
    };
  }, [bytes, mediaType]);

  if (state.status === 'opening') return <Opening />;
  if (state.status === 'problem') return <BodyProblemView problem={state.problem} onRetry={onRetry} />;
  const { body } = state;
  switch (body.kind) {
    case 'pdf':
      return (
        <PdfView
          document={body.pdf}
          onWords={onWords}
          {...(onFirstPage === undefined ? {} : { onFirstPage })}
        />
      );
    case 'pictures':
      return <PicturesView pictures={body.pictures} />;
    case 'text':
      return <TextView text={body.text} />;
    case 'rtf':
      return <RtfView rtf={body.rtf} />;
    case 'cda':
      if (!mayNest) return <BodyProblemView problem={NESTED} onRetry={onRetry} />;
      return (
        <CdaView
          cda={body.cda}
          patient={patient}
          renderFile={(file, type) => (
            <BodyView bytes={file} mediaType={type} patient={patient} mayNest={false} onWords={onWords} />
          )}
        />
      );
  }
}

const NESTED: BodyProblem = { code: 'UNSUPPORTED', found: 'xml' };
