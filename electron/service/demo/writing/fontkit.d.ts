// fontkit has no types of its own; pdfkit accepts any font of this form, which its types leave out.
declare module 'fontkit' {
  export interface GlyphRun {
    readonly glyphs: readonly object[];
    readonly positions: readonly object[];
    readonly advanceWidth: number;
  }
  export interface SharedFont {
    layout(text: string): GlyphRun;
  }
  export function create(bytes: Uint8Array): SharedFont;
}

declare namespace PDFKit.Mixins {
  interface PDFFont {
    font(src: import('fontkit').SharedFont): this;
  }
}
