/**
 * Document classes at 16 px: one silhouette each, told apart by shape alone. A page for what was written, a
 * tube, a film, a capsule… for what it is about. Drawn once in a sprite so that a line of a list costs two nodes.
 */
const SHAPES = {
  report: 'M4 1.75h5.5L13 5.25v9H4zM9.25 2v3.5h3.5M6.25 8.5h4.5M6.25 11h4.5',
  synthesis: 'M4 1.75h8.25v12.5H4zM6.25 5h4M6.25 8h1.5M6.25 11h1.5M9.25 8l1 1 1.5-2M9.25 11l1 1 1.5-2',
  biology: 'M5.25 1.75h5.5M6.25 1.75v10a1.75 1.75 0 0 0 3.5 0v-10M6.25 8.25h3.5',
  imaging:
    'M2 3h12v10H2zM2 6.25h1.5M2 9.75h1.5M12.5 6.25H14M12.5 9.75H14M8 5v6M6 6.5c1 .6 3 .6 4 0M6 9c1 .6 3 .6 4 0',
  prescription: 'M4.5 13.5v-11h3a2.75 2.75 0 0 1 0 5.5h-3M8 8l4.75 5.5M12.5 9l-4 4.5',
  dispensation:
    'M3.1 8.4l5.3-5.3a3.18 3.18 0 0 1 4.5 4.5l-5.3 5.3a3.18 3.18 0 0 1-4.5-4.5zM5.75 5.75l4.5 4.5',
  plan: 'M3 3.25h10M3 8h6M3 12.75h8M11 6.25 12.75 8 11 9.75',
  treatment: 'M6 1.75h4M6.5 1.75V5L4 8v6.25h8V8L9.5 5V1.75M8 8.75v3M6.5 10.25h3',
  certificate: 'M8 9.75a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM5.5 9v5.25L8 12.75l2.5 1.5V9',
  vaccination:
    'M9.5 2l4.5 4.5M11.75 4.25 10 6M5 7.25 8.75 11M7.9 4.4l3.7 3.7-5.1 5.1H2.8V9.5zM2.8 13.2 1.5 14.5',
  payment: 'M2 4h12v8H2zM8 9.75a1.75 1.75 0 1 0 0-3.5 1.75 1.75 0 0 0 0 3.5zM4.25 8h.01M11.75 8h.01',
  patient: 'M8 7a2.75 2.75 0 1 0 0-5.5A2.75 2.75 0 0 0 8 7zM2.75 14.25a5.25 5.25 0 0 1 10.5 0z',
  office: 'M2 4.25h4.25l1.5 1.5H14v7.5H2zM2 8h12',
} as const;
export type Glyph = keyof typeof SHAPES;

const BY_CLASS: Readonly<Record<string, Glyph>> = {
  '10': 'report',
  '11': 'synthesis',
  '31': 'imaging',
  '42': 'prescription',
  '43': 'dispensation',
  '44': 'plan',
  '45': 'treatment',
  '52': 'certificate',
  '60': 'payment',
  '90': 'patient',
  '95': 'office',
};

/** Types that a reader looks for by themselves, whatever their class. */
const BY_TYPE: Readonly<Record<string, Glyph>> = {
  '11502-2': 'biology',
  '11369-6': 'vaccination',
  '87273-9': 'vaccination',
};

/** The glyph of a document, from the codes of its type and class; a plain page when both are unknown. */
export const glyphFor = (typeCode: string, classCode: string): Glyph =>
  BY_TYPE[typeCode] ?? BY_CLASS[classCode] ?? 'report';

/** The sprite: once in the page, before any glyph. */
export function GlyphSprite() {
  return (
    <svg width="0" height="0" aria-hidden="true" focusable="false" style={{ position: 'absolute' }}>
      {Object.entries(SHAPES).map(([name, path]) => (
        <symbol key={name} id={`glyph-${name}`} viewBox="0 0 16 16">
          <path
            d={path}
            fill="none"
            stroke="currentColor"
            strokeWidth="1.3"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        </symbol>
      ))}
    </svg>
  );
}

/** One document glyph; the words beside it say the same. */
export function DocumentGlyph({ glyph, size = 16 }: { readonly glyph: Glyph; readonly size?: number }) {
  return (
    <svg width={size} height={size} aria-hidden="true">
      <use href={`#glyph-${glyph}`} />
    </svg>
  );
}
