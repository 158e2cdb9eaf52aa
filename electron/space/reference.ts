import classes from '../../resources/habilitation/classes.json' with { type: 'json' };
import professions from '../../resources/habilitation/professions.json' with { type: 'json' };
import types from '../../resources/habilitation/types.json' with { type: 'json' };
import parameters from '../../resources/parameters.json' with { type: 'json' };
import cdaFormats from '../../resources/terminologies/cda-formats.json' with { type: 'json' };
import type { TemplateFormats } from '../../shared/documents/format.ts';
import { Professions } from '../../shared/habilitation/matrix.ts';
import type { Nomenclature } from '../gateway/sheet.ts';

/** What the space knows without asking the service: words for codes, and what a file may be. */
export interface SpaceReference {
  readonly nomenclature: Nomenclature;
  readonly professionLabel: (code: string) => string | undefined;
  readonly type: (
    code: string,
  ) => { readonly code: string; readonly label: string; readonly system: string } | undefined;
  readonly documentMaxBytes: number;
  readonly templateFormats: TemplateFormats;
}

/** @throws ZodError when a shipped resource has not the shape that is expected */
export function readSpaceReference(): SpaceReference {
  const professionsByCode = byCode(Professions.parse(professions).professions);
  const typesByCode = byCode(types);
  const classesByCode = byCode(classes);
  return {
    nomenclature: {
      typeLabel: (code) => typesByCode.get(code)?.label,
      classLabel: (code) => classesByCode.get(code)?.label,
    },
    professionLabel: (code) => professionsByCode.get(code)?.label,
    type: (code) => typesByCode.get(code),
    documentMaxBytes: parameters.documentMaxBytes,
    templateFormats: cdaFormats,
  };
}

function byCode<T extends { readonly code: string }>(entries: readonly T[]): ReadonlyMap<string, T> {
  return new Map(entries.map((entry) => [entry.code, entry]));
}
