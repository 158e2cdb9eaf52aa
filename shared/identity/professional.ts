import { luhnHolds } from './luhn.ts';

/** Why a number looks wrong. The check digits are not published as binding: warn, never block. */
export type NumberWarning = 'LENGTH' | 'CHECK_DIGIT';

/** Judges an RPPS number: 11 digits, the last one by Luhn. */
export function rppsWarning(text: string): NumberWarning | undefined {
  if (!/^\d{11}$/.test(text)) return 'LENGTH';
  return luhnHolds(text) ? undefined : 'CHECK_DIGIT';
}

/** The registers behind the national identifier of a professional (PS_IdNat), by its first character. */
const REGISTERS = {
  '0': 'ADELI',
  '1': 'ADELI_PRACTICE',
  '3': 'FINESS',
  '4': 'SIREN',
  '5': 'SIRET',
  '6': 'RPPS_PRACTICE',
  '8': 'RPPS',
} as const;

type ProfessionalRegister = (typeof REGISTERS)[keyof typeof REGISTERS];

export interface ProfessionalId {
  readonly register: ProfessionalRegister;
  /** The number in its register, without the prefix; staff of a structure have `structure/internal`. */
  readonly number: string;
  readonly warning: NumberWarning | undefined;
}

function isPrefix(text: string): text is keyof typeof REGISTERS {
  return Object.hasOwn(REGISTERS, text);
}

/**
 * Reads a national identifier of a professional (PS_IdNat): a register prefix, then the number there, such
 * as `810001234567` for RPPS 10001234567.
 *
 * @returns undefined when the prefix is unknown or nothing follows it
 */
export function parseProfessionalId(text: string): ProfessionalId | undefined {
  const prefix = text.slice(0, 1);
  const number = text.slice(1);
  if (!isPrefix(prefix) || number === '') return undefined;
  const register = REGISTERS[prefix];
  return { register, number, warning: numberWarning(register, number) };
}

function numberWarning(register: ProfessionalRegister, number: string): NumberWarning | undefined {
  switch (register) {
    case 'RPPS':
      return rppsWarning(number);
    case 'ADELI':
      return /^\d(?:\d|[AB])\d{7}$/.test(number) ? undefined : 'LENGTH';
    case 'ADELI_PRACTICE':
    case 'FINESS':
    case 'SIREN':
    case 'SIRET':
    case 'RPPS_PRACTICE':
      return undefined;
  }
}

/** The national identifier (PS_IdNat) of an RPPS number. */
export function rppsToNational(rpps: string): string {
  return `8${rpps}`;
}
