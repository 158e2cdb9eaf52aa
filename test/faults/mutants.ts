import type { Mutant } from './mutant.ts';

const at =
  (file: string) =>
  (fault: string, find: string, put: string): Mutant => ({ fault, file, find, put });

const consulting = at('shared/access/consulting.ts');
const managing = at('shared/access/managing.ts');
const feeding = at('shared/access/feeding.ts');
const clocks = at('shared/access/clocks.ts');
const facts = at('electron/service/record/facts.ts');
const consents = at('electron/service/record/consents.ts');
const patient = at('shared/access/patient.ts');

/** Small faults in the engine: random decisions beside the oracle must show each of them. */
export const RULE_MUTANTS: readonly Mutant[] = [
  consulting('a block does not hold', 'notBlocked(question) ??', ''),
  consulting('a secret session opens on an adult', '!isSecret(question) || isMinor', 'true || isMinor'),
  consulting('an absent right is no hindrance', "authorisationOf(question) !== 'NONE'", 'true'),
  consulting('a right has no end', 'isAfter(relationOf(question).until, question.now)', 'true'),
  consulting('break-glass in spite of the opposition', "switchIsOn(policy, question, 'BTG')", 'true'),
  consulting(
    'break-glass for another identity',
    'traitsMatch(sessionOf(question).claimedTraits, question.record)',
    'true',
  ),
  consulting('nine characters justify', '>= policy.parameters.justificationMinCodePoints', '>= 9'),
  consulting('any physician regulates', '&& (question.actor.regulator ?? false)', ''),
  consulting('the Centre 15 needs no call', "(sessionOf(question).callId ?? '') !== ''", 'true'),
  consulting('a closed call goes on', '(sessionOf(question).callOpen ?? true) &&', ''),
  consulting(
    'an emergency lasts one millisecond longer',
    'question.now < emergencySessionEnd',
    'question.now <= emergencySessionEnd',
  ),
  consulting('MT holds in emergencies too', 'normal && treatingDoctor ? policy', 'treatingDoctor ? policy'),
  consulting(
    'an emergency always sees what is masked',
    "(!normal && switchIsOn(policy, question, 'MASKED'))",
    '!normal',
  ),
  consulting('the author is masked from himself', 'isAuthor(reader.actor, document)', 'false'),
  consulting('a deleted document is read', "!== 'deleted', 'DELETED'", "!== 'none', 'DELETED'"),
  consulting('a mask is no secret', "|| reader.seesMasked, 'MASKED')", "|| true, 'MASKED')"),
  consulting(
    'care history without sharing',
    "unless(question.record.sharesCareHistory ?? false, 'NOT_SHARED')",
    'undefined',
  ),
  managing('a médecin traitant deletes', 'delete: { treatingDoctor: false', 'delete: { treatingDoctor: true'),
  managing(
    'a médecin traitant shows to the parents',
    'showToRepresentatives: { treatingDoctor: false',
    'showToRepresentatives: { treatingDoctor: true',
  ),
  managing('the patient’s mask is lifted', "documentOf(question).maskedBy !== 'patient'", 'true'),
  managing(
    'masked and hidden meet',
    '!isHiddenFromPatient(policy, documentOf(question), question.now)',
    'true',
  ),
  managing('showing needs no confirmation', 'changeOf(question).confirmed ?? false', 'true'),
  managing('any version will do', 'versionIsSeen(documentOf(question), changeOf(question))', 'true'),
  feeding('a secretary needs no author', "!isStaff(actor, row) || (actor.onBehalfOf ?? '') !== ''", 'true'),
  feeding('an unqualified identity is fed', 'record.insQualified ?? false', 'true'),
  feeding(
    'a replacement may hide anew',
    "!codes.includes('INVISIBLE_PATIENT') || isHiddenFromPatient(policy, document, now)",
    'true',
  ),
  feeding(
    'a replacement drops the patient’s mask',
    "document.maskedBy !== 'patient' || codes.includes('MASQUE_PS')",
    'true',
  ),
  feeding('a secret session need not hide', '!isSecret(question) || hidden', 'true'),
  feeding('hidden from the parents of an adult', '!(hidden || isSecret(question)) ||', 'true ||'),
  clocks(
    'of age one day early',
    'Date.UTC(year + parameters.majorityYears, month - 1, day)',
    'Date.UTC(year + parameters.majorityYears, month - 1, day - 1)',
  ),
  clocks('hidden on day 30 still', 'now < announcementClock', 'now <= announcementClock'),
  clocks(
    'the minor’s secret outlives his minority',
    "includes('INVISIBLE_REPRESENTANTS_LEGAUX') && isMinor(policy, record, now)",
    "includes('INVISIBLE_REPRESENTANTS_LEGAUX')",
  ),
];

/** Small faults in what the service makes of the rules, and in section 6: histories must show each of them. */
export const SERVICE_MUTANTS: readonly Mutant[] = [
  facts(
    'a place that is blocked blocks its médecin traitant',
    '(rights.place_blocked === 1 && !treatingDoctor)',
    'rights.place_blocked === 1',
  ),
  facts('a place that is blocked blocks nobody', '|| (rights.place_blocked === 1 && !treatingDoctor)', ''),
  facts('a right has no end', 'until: rights.until ?? undefined', 'until: undefined'),
  facts(
    'everybody knows the record already',
    '!context.stores.records.hasAccessed(record.id, professional.id)',
    'false',
  ),
  facts('switches keep their defaults', 'MASKED: flag(rights.masked)', 'MASKED: undefined'),
  facts('a call is open for ever', '!context.stores.sessions.isCallClosed(professional, call_id)', 'true'),
  consents(
    'a block leaves the authorisation',
    'for (const id of blocked) consents.endAuthorisations(record.id, id ?? null, now);',
    '',
  ),
  consents(
    'naming leaves the block',
    "consent.category === 'block' && consent.actor === professional.id",
    'false',
  ),
  at('shared/access/clocks.ts')(
    'EXPLICIT lasts a year',
    'now + parameters.explicitConsentHours * HOUR',
    'now + parameters.authorisationDays * DAY',
  ),
  at('electron/service/documents/keep-deposit.ts')(
    'a new version starts the announcement again',
    'replaces?.first_deposited_at ?? now',
    'now',
  ),
  at('electron/service/documents/keep-deposit.ts')(
    'the patient’s default masks nothing',
    'mayMask && masksAllToCome(context, record)',
    'mayMask && false',
  ),
  at('electron/service/documents/change.ts')(
    'a mask is always a professional’s',
    "(byPatient ? 'patient' : 'professional')",
    "'professional'",
  ),
  at('electron/service/documents/search.ts')(
    'the total counts all documents',
    'total: search.total ? found.length : null,',
    'total: search.total ? view.indexed.documents.length : null,',
  ),
  at('electron/service/documents/search.ts')('a list shows what is hidden', '&& view.sees(document)', ''),
  at('electron/service/documents/port.ts')('masking all forgets none of the hidden', '&& sees(facts),', ','),
  at('electron/service/record/ruling.ts')(
    'a hidden reason is told',
    'if (isHidden) return hidden(reason);',
    '',
  ),
  at('electron/service/record/ruling.ts')(
    'no mail leaves',
    'notify(exchange.context, record, permit, exchange.now, act.changed);',
    '',
  ),
  at('electron/service/patient/routes.ts')(
    'closing leaves the rights',
    'consents.endAuthorisations(caller.record.id, null, now);\n  if (erase)',
    'if (erase)',
  ),
  patient('a carer manages', 'return act.carer ?? false;', 'return true;'),
  patient(
    'a parent acts for an adult',
    'return act.holder !== true && isMinor(policy, record, now);',
    'return act.holder !== true;',
  ),
  patient(
    'the patient sees what is not announced',
    "hiddenUnless(!isHiddenFromPatient(policy, document, question.now), 'NOT_VISIBLE_TO_PATIENT') ??",
    '',
  ),
  patient(
    'a minor has no secrets',
    "side !== 'patient' && isHiddenFromRepresentatives",
    "side === 'patient' && isHiddenFromRepresentatives",
  ),
  patient(
    'a médecin traitant is blocked',
    "unless(!(change?.targetIsTreatingDoctor ?? false), 'TREATING_DOCTOR_CANNOT_BE_BLOCKED')",
    'undefined',
  ),
];
