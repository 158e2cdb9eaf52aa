import { z } from '../schema/zod.ts';
import { EXTENSION_BASE } from './systems.ts';

/** Extension of the capability statement by which a service tells the matrix that it judges by. */
export const MATRIX_EXTENSION = `${EXTENSION_BASE}dmp-habilitation-matrix`;

export interface AnnouncedMatrix {
  readonly version: string;
  readonly validFrom: string | null;
  /** SHA-256 of the matrix's text, hexadecimal; null: only its name is told. */
  readonly sha256: string | null;
  /** Address of that text. */
  readonly content: string | null;
}

const Part = z.object({
  url: z.string(),
  valueString: z.string().max(200).optional(),
  valueDate: z.string().max(10).optional(),
  valueUrl: z.string().max(2000).optional(),
});
const Statement = z.object({
  resourceType: z.literal('CapabilityStatement'),
  extension: z.array(z.object({ url: z.string(), extension: z.array(Part).optional() })).optional(),
});

/** What a capability statement says of the matrix; null where it says nothing of it. */
export function readAnnouncedMatrix(statement: unknown): AnnouncedMatrix | null {
  const parts = Statement.safeParse(statement).data?.extension?.find(
    ({ url }) => url === MATRIX_EXTENSION,
  )?.extension;
  const part = (name: string): z.infer<typeof Part> | undefined => parts?.find(({ url }) => url === name);
  const version = part('version')?.valueString;
  if (version === undefined || version === '') return null;
  return {
    version,
    validFrom: part('validFrom')?.valueDate ?? null,
    sha256: part('sha256')?.valueString ?? null,
    content: part('content')?.valueUrl ?? null,
  };
}
