import { oracle } from '../oracle.ts';
import type { Document, Professional, Session, World } from './world.ts';
import { isBlocked } from './world.ts';

/** What the rules answer, as the one who asked and the journal are told it. */
export interface Ruling {
  readonly permitted: boolean;
  /** `permit`, or the precise reason: what the journal keeps. */
  readonly outcome: string;
  readonly hidden: boolean;
  readonly warnings: readonly string[];
  readonly notices: readonly string[];
  readonly minorOnly: boolean;
}

export interface Asked {
  readonly action: string;
  readonly card: string;
  readonly session?: Session | undefined;
  /** In whose name staff deposit. */
  readonly onBehalfOf?: string | undefined;
  readonly document?: Document | undefined;
  readonly change?: Readonly<Record<string, unknown>> | undefined;
}

/** The act of a professional on the record as it stands, put to the oracle of docs/rules.md 2 to 4. */
export function ruling(world: World, asked: Asked): Ruling {
  const { action, card, session, document, change } = asked;
  const who = world.people.get(card);
  if (who === undefined) throw new Error(`nobody is called ${card}`);
  const answer = oracle({
    action,
    now: iso(world.now),
    actor: actorOf(who, asked.onBehalfOf),
    record: {
      status: world.status,
      birthDate: world.birthDate,
      familyName: 'NOM',
      givenNames: ['PRENOM'],
      switches: world.switches,
      insQualified: true,
    },
    relation: relationOf(world, card),
    session: session === undefined ? null : sessionOf(world, session),
    document: document === undefined ? null : documentOf(document),
    change: change ?? null,
  });
  if (answer === 'malformed') throw new Error(`a question about ${action} that cannot be read`);
  const notices = (answer['notices'] ?? []) as readonly string[];
  return {
    permitted: answer['effect'] === 'permit',
    outcome: answer['effect'] === 'permit' ? 'permit' : String(answer['reason']),
    hidden: answer['hidden'] === true,
    warnings: (answer['warnings'] ?? []) as readonly string[],
    notices,
    minorOnly: answer['suffix'] === 'minorOnly',
  };
}

const iso = (time: number): string => new Date(time).toISOString();

const actorOf = ({ name, profession, card, regulator }: Professional, onBehalfOf: string | undefined) => ({
  id: name,
  profession,
  card,
  regulator,
  onBehalfOf: onBehalfOf ?? null,
});

function relationOf(world: World, card: string) {
  const until = world.authorised.get(card);
  return {
    authorisation: isBlocked(world, card) ? 'BLOCKED' : until === undefined ? 'NONE' : 'VALID',
    until: until === undefined ? null : iso(until),
    treatingDoctor: world.treating.has(card),
    firstAccess: !world.known.has(card),
  };
}

const sessionOf = ({ closedCalls, birthDate }: World, session: Session) => ({
  mode: session.mode,
  secret: session.secret,
  justification: session.justification,
  callId: session.call,
  callOpen: session.call === null || !closedCalls.has(session.call),
  claimedTraits: {
    familyName: session.claims === 'right' ? 'NOM' : 'AUTRE',
    givenName: 'PRENOM',
    birthDate,
  },
  startedAt: iso(session.startedAt),
});

const documentOf = (document: Document) => ({
  type: document.type,
  class: document.class,
  authorId: document.author ?? 'the patient',
  status: document.status,
  archived: document.archived,
  confidentiality: document.codes,
  maskedBy: document.maskedBy,
  depositedAt: iso(document.depositedAt),
  version: document.version,
  byPatient: document.author === null,
});
