import { CODE_SYSTEM_BASE } from './systems.ts';

/** The one form in which every error leaves the service. */
export interface OperationOutcome {
  readonly resourceType: 'OperationOutcome';
  readonly issue: readonly [
    {
      readonly severity: 'error';
      readonly code: string;
      readonly details: {
        readonly coding: readonly [{ readonly system: string; readonly code: string }];
        readonly text: string;
      };
      readonly diagnostics?: string;
    },
  ];
}

/**
 * @param reason stable code, for programs
 * @param issue FHIR issue type
 * @param text French sentence, for a person
 * @param diagnostics path of what is wrong in the request's form, never a value
 */
export function operationOutcome(
  reason: string,
  issue: string,
  text: string,
  diagnostics?: string,
): OperationOutcome {
  return {
    resourceType: 'OperationOutcome',
    issue: [
      {
        severity: 'error',
        code: issue,
        details: { coding: [{ system: `${CODE_SYSTEM_BASE}dmp-reason`, code: reason }], text },
        ...(diagnostics === undefined ? {} : { diagnostics }),
      },
    ],
  };
}
