import { professionCoding } from './directory.ts';
import { CODE_SYSTEM_BASE, EXTENSION_BASE, ORGANIZATION_SYSTEM, VISIBILITY_SYSTEM } from './systems.ts';

/** A trace as one of its readers may see it. */
export interface TraceSheet {
  readonly id: string;
  readonly action: string;
  /** ISO instant. */
  readonly recorded: string;
  /** `permit`, or the reason that this reader may know. */
  readonly outcome: string;
  readonly mode: 'NORMAL' | 'BTG' | 'ETREAT';
  /** Trace of a minor's secret session. */
  readonly secret: boolean;
  /** Who asked comes first. */
  readonly agents: readonly {
    readonly system: string;
    readonly id: string;
    readonly name: string;
    readonly role: string;
    readonly structure?: string | undefined;
    readonly structureName?: string | undefined;
  }[];
  readonly patient: { readonly system: string; readonly value: string };
  /** Only where the reader may see the document. */
  readonly document: { readonly system: string; readonly value: string } | undefined;
  readonly detail: Readonly<Record<string, string>>;
}

export interface AuditEvent {
  readonly resourceType: 'AuditEvent';
  readonly id: string;
}

const ACT_REASON = 'http://terminology.hl7.org/CodeSystem/v3-ActReason';
const ROLE_CLASS = 'http://terminology.hl7.org/CodeSystem/v3-RoleClass';
const SECRET = [{ coding: [{ system: VISIBILITY_SYSTEM, code: 'INVISIBLE_REPRESENTANTS_LEGAUX' }] }];

/** Acts that write; whatever else is traced reads. */
const CRUD: Readonly<Record<string, 'C' | 'U' | 'D' | 'E'>> = {
  deposit: 'C',
  replace: 'C',
  addVaccination: 'C',
  declareConsent: 'C',
  declareRight: 'C',
  blockProfessional: 'C',
  delete: 'D',
  revokeOwnConsent: 'D',
  unblockProfessional: 'D',
  endRight: 'D',
  mask: 'U',
  unmask: 'U',
  showToPatient: 'U',
  showToRepresentatives: 'U',
  archive: 'U',
  restore: 'U',
  change: 'U',
  maskAll: 'U',
  create: 'C',
  erase: 'D',
  reportAccess: 'C',
  manageCarers: 'U',
  setContact: 'U',
  correct: 'D',
  writeMeasures: 'C',
  writeContacts: 'U',
  stateWishes: 'U',
  writeMessage: 'C',
  makeAppointment: 'C',
  changeAppointment: 'U',
  setReminders: 'U',
  closeThread: 'U',
  reopenThread: 'U',
  linkService: 'C',
  unlinkService: 'D',
  oppose: 'U',
  close: 'U',
  reopen: 'U',
  authenticate: 'E',
  signIn: 'E',
  signOut: 'E',
  startActivation: 'E',
  confirmActivation: 'E',
};

/** The AuditEvent of a trace (G1 of the wire). */
export function auditEvent(sheet: TraceSheet): AuditEvent {
  const label = sheet.secret ? { securityLabel: SECRET } : {};
  const details = Object.entries(sheet.detail).map(([type, valueString]) => ({ type, valueString }));
  const event = {
    resourceType: 'AuditEvent',
    id: sheet.id,
    type: { system: 'http://dicom.nema.org/resources/ontology/DCM', code: '110100' },
    subtype: [{ system: `${CODE_SYSTEM_BASE}dmp-action`, code: sheet.action }],
    action: CRUD[sheet.action] ?? 'R',
    recorded: sheet.recorded,
    outcome: sheet.outcome === 'permit' ? '0' : '8',
    outcomeDesc: sheet.outcome,
    purposeOfEvent: [
      { coding: [{ system: ACT_REASON, code: sheet.mode === 'NORMAL' ? 'TREAT' : sheet.mode }] },
    ],
    agent: agentsOf(sheet),
    source: { observer: { display: 'Service national' } },
    entity: [
      {
        what: { identifier: sheet.patient },
        ...label,
        ...(details.length === 0 ? {} : { detail: details }),
      },
      ...(sheet.document === undefined ? [] : [{ what: { identifier: sheet.document }, ...label }]),
    ],
  } as const;
  return event;
}

function agentsOf({ agents }: TraceSheet): readonly object[] {
  if (agents.length === 0) return [{ requestor: true, who: { display: 'Personne non authentifiée' } }];
  return agents.map(({ system, id, name, role, structure, structureName }, index) => ({
    ...(structure === undefined
      ? {}
      : {
          extension: [
            {
              url: `${EXTENSION_BASE}dmp-structure`,
              valueReference: {
                identifier: { system: ORGANIZATION_SYSTEM, value: structure },
                ...(structureName === undefined ? {} : { display: structureName }),
              },
            },
          ],
        }),
    role: [{ coding: [roleCoding(role)] }],
    who: { identifier: { system, value: id }, display: name },
    requestor: index === 0,
  }));
}

function roleCoding(role: string): object {
  switch (role) {
    case 'PATIENT':
      return { system: ROLE_CLASS, code: 'PAT', display: 'Titulaire' };
    case 'REPRESENTATIVE':
      return { system: ROLE_CLASS, code: 'GUARD', display: 'Représentant légal' };
    case 'CARER':
      return { system: ROLE_CLASS, code: 'CAREGIVER', display: 'Aidant' };
    case 'SERVICE':
      return { system: 'http://dicom.nema.org/resources/ontology/DCM', code: '110150', display: 'Service' };
    default:
      return professionCoding(role);
  }
}
