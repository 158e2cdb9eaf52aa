import type { AccessEntry, AccessFilter, AccessPage } from '../../shared/bridge/access-log.ts';
import type { InsRef } from '../../shared/bridge/identity.ts';
import { actName } from '../../shared/traces/acts.ts';
import { reasonName } from '../../shared/traces/reasons.ts';

export interface AccessExport {
  readonly ins: InsRef;
  readonly filter: AccessFilter;
  readonly scope: AccessPage['scope'];
  readonly exportedAt: string;
  readonly exportedBy: string;
  readonly entries: readonly AccessEntry[];
}

/** The journal as a file; its name carries a day and nothing of the patient. */
export function accessFile(
  format: 'csv' | 'json',
  content: AccessExport,
): { readonly name: string; readonly bytes: Uint8Array } {
  const text = format === 'csv' ? csv(content) : `${JSON.stringify(content, null, 2)}\n`;
  return {
    name: `acces-au-dossier-${content.exportedAt.slice(0, 10)}.${format}`,
    bytes: new TextEncoder().encode(text),
  };
}

const MODES: Readonly<Record<AccessEntry['mode'], string>> = {
  NORMAL: 'Normal',
  BTG: 'Bris de glace',
  ETREAT: 'Centre 15',
};

const KINDS: Readonly<Record<AccessEntry['who']['kind'], string>> = {
  professional: 'Professionnel',
  patient: 'Titulaire',
  representative: 'Représentant légal',
  carer: 'Aidant',
  nobody: 'Personne non authentifiée',
};

const COLUMNS: readonly (readonly [string, (entry: AccessEntry, ins: InsRef) => string | null])[] = [
  ['INS', (_entry, ins) => ins.value],
  ['Date et heure', ({ at }) => at],
  ['Personne', ({ who }) => who.name ?? KINDS[who.kind]],
  ['Identifiant', ({ who }) => who.id],
  ['Rôle', ({ who }) => who.role ?? KINDS[who.kind]],
  ['Structure', ({ who }) => who.structure],
  ['Au nom de', ({ inNameOf }) => inNameOf],
  ['Acte', ({ action }) => actName(action)],
  ['Mode', ({ mode }) => MODES[mode]],
  ['Résultat', ({ outcome }) => (outcome === 'permit' ? 'Permis' : 'Refusé')],
  ['Motif du refus', ({ reason }) => (reason === null ? null : (reasonName(reason) ?? reason))],
  ['Document', ({ document }) => document?.title ?? document?.uniqueId ?? null],
  ['Concerne', ({ target }) => target],
  ['Justification', ({ justification }) => justification],
];

/** Semicolons, CRLF and a byte order mark: what a French spreadsheet opens without asking. */
function csv({ ins, entries }: AccessExport): string {
  const lines = [
    COLUMNS.map(([title]) => cell(title)),
    ...entries.map((entry) => COLUMNS.map(([, read]) => cell(read(entry, ins) ?? ''))),
  ];
  return `\uFEFF${lines.map((line) => line.join(';')).join('\r\n')}\r\n`;
}

/** A text that somebody else wrote is never run as a formula (CWE-1236). */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
