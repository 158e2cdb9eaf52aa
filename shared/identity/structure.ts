import { luhnHolds } from './luhn.ts';
import type { NumberWarning } from './professional.ts';

/**
 * Judges a FINESS number: 9 characters, the last one by Luhn, the Corsican letters counting as 1 (A) and
 * 2 (B). Warn, never block.
 */
export function finessWarning(text: string): NumberWarning | undefined {
  if (!/^\d[\dAB]\d{7}$/.test(text)) return 'LENGTH';
  return luhnHolds(text.replace('A', '1').replace('B', '2')) ? undefined : 'CHECK_DIGIT';
}

/** The registers behind the national identifier of a structure (Struct_IdNat), by its first character. */
const REGISTERS = {
  '0': 'ADELI_PRACTICE',
  '1': 'FINESS',
  '2': 'SIREN',
  '3': 'SIRET',
  '4': 'RPPS_PRACTICE',
} as const;

type StructureRegister = (typeof REGISTERS)[keyof typeof REGISTERS];

export interface StructureId {
  readonly register: StructureRegister;
  readonly number: string;
  readonly warning: NumberWarning | undefined;
}

function isPrefix(text: string): text is keyof typeof REGISTERS {
  return Object.hasOwn(REGISTERS, text);
}

/**
 * Reads a national identifier of a structure (Struct_IdNat), such as `1750712184` for FINESS 750712184.
 *
 * @returns undefined when the prefix is unknown or nothing follows it
 */
export function parseStructureId(text: string): StructureId | undefined {
  const prefix = text.slice(0, 1);
  const number = text.slice(1);
  if (!isPrefix(prefix) || number === '') return undefined;
  const register = REGISTERS[prefix];
  return { register, number, warning: numberWarning(register, number) };
}

function numberWarning(register: StructureRegister, number: string): NumberWarning | undefined {
  switch (register) {
    case 'FINESS':
      return finessWarning(number);
    case 'SIREN':
      return digitsWarning(number, 9);
    case 'SIRET':
      return digitsWarning(number, 14);
    case 'ADELI_PRACTICE':
    case 'RPPS_PRACTICE':
      return undefined;
  }
}

function digitsWarning(number: string, length: number): NumberWarning | undefined {
  if (!/^\d+$/.test(number) || number.length !== length) return 'LENGTH';
  return luhnHolds(number) ? undefined : 'CHECK_DIGIT';
}

/**
 * The national identifier of a structure from the number that stands on its papers, FINESS or SIRET, spaces or not.
 *
 * @returns undefined where it has the form of neither
 */
export function structureIdOf(number: string): string | undefined {
  const plain = number.replaceAll(/\s/g, '').toUpperCase();
  if (/^\d[\dAB]\d{7}$/.test(plain)) return `1${plain}`;
  return /^\d{14}$/.test(plain) ? `3${plain}` : undefined;
}
