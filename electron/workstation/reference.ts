import classes from '../../resources/habilitation/classes.json' with { type: 'json' };
import formats from '../../resources/habilitation/formats.json' with { type: 'json' };
import matrix from '../../resources/habilitation/matrix.json' with { type: 'json' };
import professions from '../../resources/habilitation/professions.json' with { type: 'json' };
import types from '../../resources/habilitation/types.json' with { type: 'json' };
import usualTypes from '../../resources/habilitation/usual-types.json' with { type: 'json' };
import parameters from '../../resources/parameters.json' with { type: 'json' };
import cdaFormats from '../../resources/terminologies/cda-formats.json' with { type: 'json' };
import facilityTypes from '../../resources/terminologies/facility-types.json' with { type: 'json' };
import practiceSettings from '../../resources/terminologies/practice-settings.json' with { type: 'json' };
import announcementWords from '../../resources/vigilance/announcements.json' with { type: 'json' };
import secretWords from '../../resources/vigilance/minor-secrets.json' with { type: 'json' };
import negations from '../../resources/vigilance/negations.json' with { type: 'json' };
import typeKeywords from '../../resources/terminologies/type-keywords.json' with { type: 'json' };
import type { Policy } from '../../shared/access/policy.ts';
import { AnnouncementWords } from '../../shared/documents/announcement.ts';
import { SecretWords } from '../../shared/documents/minor-secret.ts';
import { Negations } from '../../shared/documents/wording.ts';
import type { TemplateFormats } from '../../shared/documents/format.ts';
import type { TypeKeywords } from '../../shared/documents/proposals.ts';
import { Professions } from '../../shared/habilitation/matrix.ts';
import { once } from '../../shared/once.ts';
import type { Nomenclature } from '../gateway/sheet.ts';

export interface Term {
  readonly code: string;
  readonly label: string;
  /** Object identifier of the nomenclature, or its short name. */
  readonly system: string;
}

interface DocumentType extends Term {
  readonly class: string;
}

/** Matrix, professions, formats and numbers that came with this release. */
export const POLICY_RESOURCES = { parameters, matrix, professions, types, formats };

/** What the post knows: the rules with the matrix that the service announces, and the nomenclatures. */
export interface Reference {
  /** Read it, never keep it: another matrix may come into force. */
  readonly policy: Policy;
  readonly nomenclature: Nomenclature;
  readonly professionLabel: (code: string) => string;
  /** Types of the DMP, by code. */
  readonly types: ReadonlyMap<string, DocumentType>;
  readonly formatLabel: (code: string) => string;
  /** Types that the profession deposits most. */
  readonly usualTypes: (profession: string) => readonly string[];
  readonly typeKeywords: TypeKeywords;
  readonly templateFormats: TemplateFormats;
  /** Words that make one stop and think before a deposit. */
  readonly vigilance: {
    readonly announcements: AnnouncementWords;
    readonly secrets: SecretWords;
    readonly negations: Negations;
  };
  readonly facilityType: (code: string) => Term | undefined;
  readonly practiceSetting: (code: string) => Term | undefined;
}

/**
 * Each part is read at its first use: the post can be signed in to before most of it is needed.
 *
 * @param shipped the rules that came with this release, made at their first use
 * @throws ZodError, at that use, when a shipped resource has not the shape that the rules expect
 */
export function readReference(policyNow: () => Policy, shipped: () => Policy): Reference {
  const professionNames = once(() => byCode(Professions.parse(professions).professions));
  const typesByCode = once(() => byCode(shipped().habilitation.types));
  const dmpTypes = once(() => byCode(shipped().habilitation.types.filter(({ dmp }) => dmp)));
  const vigilance = once(() => ({
    announcements: AnnouncementWords.parse(announcementWords),
    secrets: SecretWords.parse(secretWords),
    negations: Negations.parse(negations),
  }));
  const classNames = byCode(classes);
  const formatNames = byCode(formats);
  const facilities = byCode(facilityTypes);
  const settings = byCode(practiceSettings);
  const usual = new Map<string, readonly string[]>(Object.entries(usualTypes));
  return {
    get policy() {
      return policyNow();
    },
    nomenclature: {
      typeLabel: (code) => typesByCode().get(code)?.label,
      classLabel: (code) => classNames.get(code)?.label,
    },
    professionLabel: (code) => professionNames().get(code)?.label ?? code,
    get types() {
      return dmpTypes();
    },
    formatLabel: (code) => formatNames.get(code)?.label ?? code,
    usualTypes: (profession) => usual.get(shipped().habilitation.rowOf.get(profession)?.code ?? '') ?? [],
    typeKeywords,
    templateFormats: cdaFormats,
    get vigilance() {
      return vigilance();
    },
    facilityType: (code) => facilities.get(code),
    practiceSetting: (code) => settings.get(code),
  };
}

function byCode<T extends { readonly code: string }>(entries: readonly T[]): ReadonlyMap<string, T> {
  return new Map(entries.map((entry) => [entry.code, entry]));
}
