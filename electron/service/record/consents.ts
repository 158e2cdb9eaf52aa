import { randomUUID } from 'node:crypto';
import { authorisationEnd } from '../../../shared/access/clocks.ts';
import type { ConsentBasis } from '../../../shared/access/vocabulary.ts';
import type { Declaration } from '../../../shared/fhir/consent.ts';
import { PROFESSIONAL_SYSTEM } from '../../../shared/fhir/systems.ts';
import type { PatientCaller, ProfessionalCaller } from '../auth/caller.ts';
import type { ServiceContext } from '../context.ts';
import type { Exchange } from '../http/exchange.ts';
import { invalid, refusal } from '../http/refusal.ts';
import type { ConsentRow } from '../storage/consents.ts';
import type { RecordRow } from '../storage/records.ts';
import { PHYSICIAN } from './facts.ts';
import { admit } from './patients.ts';
import { announceRights, rule, ruleForPatient, wouldBeRefused } from './ruling.ts';

/** A right that was written, and whether it took the place of one that ran. */
export interface Declared {
  readonly consent: ConsentRow;
  readonly replaced: boolean;
}

type Of<C extends Declaration['category']> = Extract<Declaration, { category: C }>;

/**
 * Declares a professional's own authorisation (D1 of the wire): a deliberate act, kept as proof.
 *
 * @throws Refusal in the order of the wire: another's name, the rules, and the confirmation last
 */
export function declareConsent(
  exchange: Exchange,
  caller: ProfessionalCaller,
  record: RecordRow | undefined,
  { basis, form, confirmed, actor }: Of<'authorisation'>,
): Declared {
  const { id } = caller.professional;
  if (actor !== undefined && !(actor.system === PROFESSIONAL_SYSTEM && actor.value === id)) {
    throw refusal('INVALID', { status: 422, detail: 'provision.actor' });
  }
  rule(exchange, caller, {
    action: 'declareConsent',
    record,
    change: { basis, form },
    detail: { ...(basis === undefined ? {} : { basis }), ...(form === undefined ? {} : { form }) },
  });
  if (!confirmed) throw refusal('CONFIRMATION_REQUIRED');
  const { now, context } = exchange;
  return put(exchange, existing(record), {
    category: 'authorisation',
    actor_system: PROFESSIONAL_SYSTEM,
    actor: id,
    code: '',
    permit: 1,
    basis: basis ?? null,
    form: form ?? null,
    until: authorisationEnd(context.policy, basisOf(basis), now),
  });
}

/** The rule has judged it: it is one of the known ones. */
function basisOf(basis: string | undefined): ConsentBasis {
  if (basis === 'CARE_TEAM' || basis === 'EXPLICIT') return basis;
  throw new Error('a consent was permitted without its basis');
}

/**
 * A block by a médecin traitant, at the patient's request, of a professional or of a whole establishment, which
 * leaves its médecins traitants alone (docs/rules.md 4).
 */
export function blockAsTreatingDoctor(
  exchange: Exchange,
  caller: ProfessionalCaller,
  record: RecordRow | undefined,
  { actor }: Of<'block'>,
): Declared {
  const { context } = exchange;
  rule(exchange, caller, {
    action: 'blockProfessional',
    record,
    change: { targetIsTreatingDoctor: isTreatingDoctor(context, record, actor.value) },
    detail: { target: actor.value },
  });
  return block(exchange, existing(record), actor);
}

/**
 * A physician with a right becomes médecin traitant at the patient's request, which he confirms (docs/rules.md
 * 4): for himself alone, and by his ordinary right, not by an emergency that needs none.
 *
 * @throws Refusal another's name, what consulting is refused for, who is no physician, and the confirmation last
 */
export function becomeTreatingDoctor(
  exchange: Exchange,
  caller: ProfessionalCaller,
  record: RecordRow | undefined,
  { actor, confirmed }: Of<'treating-doctor'>,
): Declared {
  const { context } = exchange;
  const { id } = caller.professional;
  const detail = { right: 'treating-doctor', target: actor.value };
  exchange.attempt({ action: 'declareRight', record, detail });
  admit(context, caller);
  if (actor.system !== PROFESSIONAL_SYSTEM || actor.value !== id) throw refusal('RIGHTS_NOT_YOURS');
  const refused = wouldBeRefused(exchange, caller, { action: 'open', record });
  if (refused !== undefined) throw refusal(refused);
  if (caller.session.mode !== 'NORMAL') throw refusal('CONSENT_REQUIRED');
  if (caller.professional.profession !== PHYSICIAN) throw wrongActor();
  if (!confirmed) throw refusal('CONFIRMATION_REQUIRED');
  const there = existing(record);
  announceRights(exchange, caller, there);
  return nameTreatingDoctor(exchange, there, actor);
}

/** A right declared by the patient's side (docs/rules.md 6). */
export function declareAsPatient(
  exchange: Exchange,
  caller: PatientCaller,
  declaration: Exclude<Declaration, { category: 'authorisation' }>,
): Declared {
  const { context } = exchange;
  const { record } = caller;
  switch (declaration.category) {
    case 'block': {
      const { actor } = declaration;
      const professional = actor.system === PROFESSIONAL_SYSTEM;
      ruleForPatient(exchange, caller, {
        action: professional ? 'blockProfessional' : 'blockOrganisation',
        as: 'blockProfessional',
        change: { targetIsTreatingDoctor: isTreatingDoctor(context, record, actor.value) },
        detail: { target: actor.value },
      });
      return block(exchange, record, actor);
    }
    case 'treating-doctor': {
      const { actor } = declaration;
      ruleForPatient(exchange, caller, {
        action: 'nameTreatingDoctor',
        as: 'declareRight',
        detail: { right: 'treating-doctor', target: actor.value },
      });
      return nameTreatingDoctor(exchange, record, actor);
    }
    case 'switch':
    case 'sharing':
    case 'masking-default': {
      const { category, permit } = declaration;
      const code = category === 'masking-default' ? '' : declaration.code;
      const action = {
        switch: 'setSwitch',
        sharing: 'setSharing',
        'masking-default': 'setMaskingDefault',
      } as const;
      ruleForPatient(exchange, caller, {
        action: action[category],
        as: 'declareRight',
        detail: { right: category, code, provision: permit ? 'permit' : 'deny' },
      });
      return setForEverybody(exchange, record, category, code, permit);
    }
  }
}

/** Sets what holds for all professionals alike: a switch, a section's sharing, the default of masking. */
export function setForEverybody(
  exchange: Exchange,
  record: RecordRow,
  category: 'switch' | 'sharing' | 'masking-default',
  code: string,
  permit: boolean,
): Declared {
  return put(exchange, record, {
    category,
    actor_system: '',
    actor: '',
    code,
    permit: permit ? 1 : 0,
    basis: null,
    form: null,
    until: null,
  });
}

/** A block ends the authorisations that it outweighs: they do not come back with its end (D2 of the wire). */
function block(exchange: Exchange, record: RecordRow, actor: { system: string; value: string }): Declared {
  const { context, now } = exchange;
  const { directory, consents } = context.stores;
  const blocked =
    actor.system === PROFESSIONAL_SYSTEM
      ? [directory.professional(actor.value)?.id]
      : directory
          .professionalsOf(actor.value)
          .map(({ id }) => id)
          .filter((id) => !isTreatingDoctor(context, record, id));
  if (!isKnown(context, actor) || blocked.includes(undefined)) throw wrongActor();
  for (const id of blocked) consents.endAuthorisations(record.id, id ?? null, now);
  return put(exchange, record, {
    category: 'block',
    actor_system: actor.system,
    actor: actor.value,
    code: '',
    permit: 0,
    basis: null,
    form: null,
    until: null,
  });
}

/** Naming a médecin traitant lifts his block; only physicians are named (docs/rules.md 1, 6). */
function nameTreatingDoctor(
  exchange: Exchange,
  record: RecordRow,
  actor: { system: string; value: string },
): Declared {
  const { context, now } = exchange;
  const professional = context.stores.directory.professional(actor.value);
  if (actor.system !== PROFESSIONAL_SYSTEM || professional?.profession !== PHYSICIAN) throw wrongActor();
  for (const consent of context.stores.consents.standing(record.id)) {
    if (consent.category === 'block' && consent.actor === professional.id) {
      context.stores.consents.end(consent.id, now);
    }
  }
  return put(exchange, record, {
    category: 'treating-doctor',
    actor_system: PROFESSIONAL_SYSTEM,
    actor: professional.id,
    code: '',
    permit: 1,
    basis: null,
    form: null,
    until: null,
  });
}

function isTreatingDoctor(
  context: ServiceContext,
  record: RecordRow | undefined,
  professional: string,
): boolean {
  return (
    record !== undefined &&
    context.stores.consents
      .standing(record.id)
      .some(({ category, actor }) => category === 'treating-doctor' && actor === professional)
  );
}

function isKnown({ stores }: ServiceContext, { system, value }: { system: string; value: string }): boolean {
  return system === PROFESSIONAL_SYSTEM
    ? stores.directory.professional(value) !== undefined
    : stores.directory.organization(value) !== undefined;
}

function wrongActor(): Error {
  return refusal('INVALID', { status: 422, detail: 'provision.actor' });
}

/** The engine permits nothing on a record that is not there. */
function existing(record: RecordRow | undefined): RecordRow {
  if (record === undefined) throw invalid('patient.identifier');
  return record;
}

type Content = Omit<ConsentRow, 'id' | 'record_id' | 'since' | 'declared' | 'ended_at'>;

/** One right for each record, category, actor and code: a new declaration takes the old one's place. */
function put({ context, now }: Exchange, record: RecordRow, content: Content): Declared {
  const { consents } = context.stores;
  const standing = consents
    .standing(record.id)
    .find(
      ({ category, actor_system, actor, code }) =>
        category === content.category &&
        actor_system === content.actor_system &&
        actor === content.actor &&
        code === content.code,
    );
  const fresh = { ...content, record_id: record.id, since: now, declared: 1 as const, ended_at: null };
  if (standing === undefined) return added({ ...fresh, id: randomUUID() }, false);
  if (standing.until !== null && standing.until <= now) {
    consents.end(standing.id, standing.until);
    return added({ ...fresh, id: randomUUID() }, false);
  }
  const renewed = { ...fresh, id: standing.id };
  // What an earlier declaration said stays as proof, under a name of its own: the resource keeps its own.
  if (standing.category === 'authorisation') consents.add({ ...standing, id: randomUUID(), ended_at: now });
  consents.renew(renewed);
  return { consent: renewed, replaced: standing.declared === 1 };

  function added(consent: ConsentRow, replaced: boolean): Declared {
    consents.add(consent);
    return { consent, replaced };
  }
}
