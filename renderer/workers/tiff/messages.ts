import type { Result } from '../../../shared/result.ts';

/** TOO_LARGE: more pixels than a page may have, refused before any is decoded. */
export type TiffProblem = 'DAMAGED' | 'TOO_LARGE';

export interface TiffSize {
  readonly width: number;
  readonly height: number;
}

export type TiffQuestion =
  { readonly kind: 'open'; readonly bytes: Uint8Array } | { readonly kind: 'page'; readonly index: number };

export type TiffAnswer =
  | { readonly kind: 'opened'; readonly pages: Result<readonly TiffSize[], TiffProblem> }
  | { readonly kind: 'page'; readonly bitmap: Result<ImageBitmap, TiffProblem> };
