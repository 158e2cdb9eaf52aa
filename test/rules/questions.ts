import formats from '../../resources/habilitation/formats.json' with { type: 'json' };
import matrix from '../../resources/habilitation/matrix.json' with { type: 'json' };
import professions from '../../resources/habilitation/professions.json' with { type: 'json' };
import types from '../../resources/habilitation/types.json' with { type: 'json' };
import { ACTIONS } from '../../shared/access/vocabulary.ts';
import type { Draw } from './draw.ts';

type Json = Record<string, unknown>;

const PROFESSIONS = [
  ...professions.professions.map(({ code }) => code),
  '10',
  '10',
  '10',
  '21',
  '60',
  '31',
  '',
];
const TYPES = [...Object.keys(matrix.cells), ...types.map(({ code }) => code), 'NEW-TYPE'];
const CLASSES = ['10', '11', '31', '42', '43', '44', '45', '52', '60', '90', '95', '99', 'none'];
const FORMATS = [
  ...formats.map(({ code }) => code),
  ...Array<string>(60).fill('urn:ihe:iti:xds-sd:pdf:2008'),
  'urn:ihe:iti:xds:2017:mimeTypeSufficient',
];
const CODES = ['N', 'R', 'V', 'MASQUE_PS', 'INVISIBLE_PATIENT', 'INVISIBLE_REPRESENTANTS_LEGAUX'];
const NAMES = [
  'MARTIN',
  'Martin',
  'O’Brien',
  "O'BRIEN",
  'Lœuf',
  'LOEUF',
  'Straße',
  'STRASSE',
  'Le  Gall',
  'LE-GALL',
];
const PEOPLE = ['ann', 'bob'];

const MINUTE = 60_000;
const DAY = 86_400_000;
const iso = (time: number): string => new Date(time).toISOString();

/** Most values are the ones that let a question pass, so that the last tests are reached as well as the first. */
export function aQuestion(draw: Draw): Json {
  const now = Date.UTC(2026, 1, 27 + draw.below(4), 0, 0) + draw.pick([0, 1, DAY / 2, -1, -MINUTE]);
  const rarely = (value: unknown, usual: unknown): unknown => (draw.one(12) ? value : usual);
  const often = (value: unknown, usual: unknown): unknown => (draw.one(3) ? value : usual);
  const flag = (): unknown => draw.pick([true, false, true, false, null, undefined]);
  /** Around an end of the clock, to the millisecond. */
  const about = (end: number): number => end + draw.pick([-DAY, -MINUTE, -1, 0, 1, MINUTE, DAY]);
  const codes = (): unknown => {
    const some = CODES.filter(() => draw.one(4));
    if (draw.one(30)) some.push(draw.pick([...CODES, 'X', '']));
    return rarely(
      draw.pick([null, undefined, []]),
      draw.one(3) ? some : ['N', ...some.filter((code) => code !== 'N')],
    );
  };
  const birthDate = draw.pick([
    '2008-02-28',
    '2008-02-29',
    '2008-03-01',
    '2008-03-02',
    '1980-05-01',
    '2015-07-14',
    '2015-07-14',
  ]);
  const name = draw.pick(NAMES);
  const given = draw.pick(NAMES);
  const mode = draw.pick(['NORMAL', 'NORMAL', 'NORMAL', 'BTG', 'ETREAT', null]);
  const version = draw.below(3);

  const question: Json = {
    action: draw.pick(ACTIONS),
    now: iso(now),
    actor: {
      id: draw.pick(PEOPLE),
      profession: draw.pick(PROFESSIONS),
      card: rarely('CPE', draw.pick(['CPS', 'PSC'])),
      regulator: rarely(false, true),
      onBehalfOf: draw.pick([...PEOPLE, null, '', undefined]),
    },
    record: {
      status: rarely(draw.pick(['NONEXISTENT', 'CLOSED']), 'ACTIVE'),
      birthDate,
      familyName: name,
      givenNames: draw.pick([[given], ['JEAN', given], []]),
      switches: draw.pick([null, undefined, { ETREAT: flag(), BTG: flag(), MASKED: flag() }]),
      sharesMeasures: flag(),
      sharesCareHistory: flag(),
      insQualified: rarely(flag(), true),
      feedingOpposed: rarely(true, flag() === true ? false : null),
    },
    relation: rarely(draw.pick([null, undefined]), {
      authorisation: draw.pick(['VALID', 'VALID', 'VALID', 'VALID', 'NONE', 'EXPIRED', 'BLOCKED']),
      until: often(iso(about(now)), draw.pick([null, undefined, iso(now + 300 * DAY)])),
      treatingDoctor: flag(),
      firstAccess: flag(),
    }),
    session: rarely(draw.pick([null, undefined]), {
      mode,
      secret: often(true, flag() === true ? false : null),
      justification: rarely(
        draw.pick([null, '', '123456789', ' 123456789 ', '\u0085123456789\u2003', '👩‍⚕️ urgence']),
        'inconscient, seul',
      ),
      callId: rarely(draw.pick([null, '', ' ']), 'call-1'),
      callOpen: rarely(false, draw.pick([true, null, undefined])),
      claimedTraits: rarely(
        draw.pick([null, undefined, {}, { familyName: name }, { familyName: name, givenName: given }]),
        {
          familyName: rarely(draw.pick(NAMES), name.toLowerCase()),
          givenName: rarely(draw.pick(NAMES), given),
          birthDate: rarely('1980-05-02', birthDate),
        },
      ),
      startedAt: iso(often(about(now - 60 * MINUTE), now - 10 * MINUTE) as number),
    }),
    document: {
      type: draw.pick(TYPES),
      class: draw.pick(CLASSES),
      authorId: draw.pick(PEOPLE),
      status: rarely(draw.pick(['superseded', 'deleted']), 'current'),
      archived: flag(),
      confidentiality: often(
        CODES.filter(() => draw.one(3)),
        ['N'],
      ),
      maskedBy: draw.pick([null, undefined, 'patient', 'professional', 'professional']),
      depositedAt: iso(often(about(now - 30 * DAY), now - DAY) as number),
      version,
      byPatient: flag(),
    },
    change: {
      seenVersion: rarely(draw.pick([null, undefined, version + 1]), version),
      confirmed: flag(),
      confidentiality: codes(),
      format: draw.pick(FORMATS),
      size: rarely(draw.pick([0, 1, 5_000_000, 5_000_001]), 120_000),
      empty: rarely(true, draw.pick([false, null, undefined])),
      contentMatches: rarely(false, draw.pick([true, null, undefined])),
      duplicate: rarely(true, draw.pick([false, null, undefined])),
      targetIsTreatingDoctor: flag(),
      basis: rarely(draw.pick([null, '', 'care_team', 'OTHER']), draw.pick(['CARE_TEAM', 'EXPLICIT'])),
      form: rarely(draw.pick([null, '', 'oral', 'MAIL']), draw.pick(['ORAL', 'WRITTEN'])),
    },
  };
  if (draw.one(8)) forget(question, draw);
  return question;
}

/** Takes away one member anywhere, or makes it null: only the rules that reach it may mind. */
function forget(question: Json, draw: Draw): void {
  const parts = Object.values(question).filter(
    (part): part is Json => typeof part === 'object' && part !== null,
  );
  const part = draw.one(6) ? question : draw.pick(parts);
  const key = draw.pick(Object.keys(part));
  if (draw.one(2)) part[key] = null;
  else delete part[key];
}
