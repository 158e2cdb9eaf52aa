import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const folder = path.resolve(import.meta.dirname, '../../../shared/data/samples/cda');

export interface Sample {
  readonly name: string;
  readonly bytes: Buffer;
  /** A file whose root is not a ClinicalDocument is a program, not a document: it must be refused. */
  readonly isDocument: boolean;
}

/** The CDA documents made by others, when their folder stands beside the checkout; null when it does not. */
export function cdaSamples(): readonly Sample[] | null {
  if (!existsSync(folder)) return null;
  return readdirSync(folder)
    .filter((name) => name.endsWith('.xml'))
    .map((name) => {
      const bytes = readFileSync(path.join(folder, name));
      const root = /<(?![?!])([\w:.-]+)/.exec(bytes.toString('utf8'))?.[1] ?? '';
      return { name, bytes, isDocument: root.replace(/^.*:/, '') === 'ClinicalDocument' };
    });
}
