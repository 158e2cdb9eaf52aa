import type { Mode } from '../../../shared/access/vocabulary.ts';
import type { AnyOf, DateQuery } from '../../../shared/fhir/search-parameters.ts';
import {
  dateMatches,
  parseDates,
  parseIdentifier,
  valuesOf,
} from '../../../shared/fhir/search-parameters.ts';
import { splitWords, wordsBegin } from '../../../shared/identity/name-words.ts';
import { invalid } from '../http/refusal.ts';
import type { TraceEntry } from './entry.ts';

/** Names of the criteria of a search in the journal, as FHIR R4 has them; `purpose` is R5's. */
export const TRACE_CRITERIA = [
  'date',
  'agent.identifier',
  'agent:identifier',
  'agent.identifier:not',
  'agent-name',
  'subtype',
  'outcome',
  'purpose',
] as const;

type Test = (entry: TraceEntry) => boolean;

const PURPOSES: Readonly<Record<string, Mode>> = { TREAT: 'NORMAL', BTG: 'BTG', ETREAT: 'ETREAT' };

/**
 * What a search asks of the traces that its reader sees. It looks only at what every such reader is shown of
 * an entry as it is: whether it was refused, never for which reason, nor about which document (G3 of the wire).
 *
 * @throws Refusal 400 naming the parameter
 */
export function traceFilter(parameters: ReadonlyMap<string, readonly string[]>): Test | undefined {
  const tests = TRACE_CRITERIA.flatMap((name) =>
    (parameters.get(name) ?? []).map((text) => testOf(name, text)),
  );
  return tests.length === 0 ? undefined : (entry) => tests.every((test) => test(entry));
}

function testOf(name: (typeof TRACE_CRITERIA)[number], text: string): Test {
  switch (name) {
    case 'date':
      return datedTest(parseDates(text));
    case 'agent.identifier':
    case 'agent:identifier': {
      const identifier = parseIdentifier(text);
      if (identifier === undefined) throw invalid(name);
      return ({ agents }) =>
        agents.some(({ system, id }) => system === identifier.system && id === identifier.value);
    }
    case 'agent.identifier:not': {
      const identifier = parseIdentifier(text);
      if (identifier === undefined) throw invalid(name);
      return ({ agents }) =>
        !agents.some(({ system, id }) => system === identifier.system && id === identifier.value);
    }
    case 'agent-name': {
      const asked = splitWords(text);
      if (asked.length === 0) throw invalid(name);
      return ({ agents }) => agents.some((agent) => wordsBegin(agent.name, asked));
    }
    case 'subtype': {
      const actions = codes(name, text);
      return ({ action }) => actions.has(action);
    }
    case 'outcome': {
      const outcomes = codes(name, text, ['0', '8']);
      return ({ outcome }) => outcomes.has(outcome === 'permit' ? '0' : '8');
    }
    case 'purpose': {
      const purposes = codes(name, text, Object.keys(PURPOSES));
      const modes = new Set([...purposes].map((code) => PURPOSES[code]));
      return ({ mode }) => modes.has(mode);
    }
  }
}

function datedTest(dates: AnyOf<DateQuery> | undefined): Test {
  if (dates === undefined) throw invalid('date');
  return ({ at }) => dateMatches(dates, { from: at, to: at + 1 });
}

/** Codes of a token parameter, under whichever system. */
function codes(name: string, text: string, known?: readonly string[]): ReadonlySet<string> {
  const asked = valuesOf(text).map((value) => value.slice(value.lastIndexOf('|') + 1));
  if (asked.length === 0 || asked.some((code) => known !== undefined && !known.includes(code))) {
    throw invalid(name);
  }
  return new Set(asked);
}
