import { describe, expect, it } from 'vitest';
import type { ConfidentialityCode } from '../../../shared/access/vocabulary.ts';
import { intentOf } from '../../../shared/fhir/change-intent.ts';
import { answeredSheet } from '../../../shared/fhir/document-sheet.ts';
import { ARCHIVED_EXTENSION } from '../../../shared/fhir/document-reference.ts';
import { JsonPatch } from '../../../shared/fhir/json-patch.ts';
import { writeLabels } from '../../../shared/fhir/security-label.ts';

function before(
  codes: readonly ConfidentialityCode[],
  archived = false,
  lapsed: readonly ConfidentialityCode[] = [],
) {
  const resource = answeredSheet(
    {
      resourceType: 'DocumentReference',
      meta: {},
      extension: [{ url: 'https://example.org/x', valueString: 'x' }],
    },
    {
      id: 'a',
      version: 1,
      lastUpdated: '2026-11-20T10:00:00Z',
      status: 'current',
      archived,
      confidentiality: codes,
      maskedBy: null,
      depositedAt: '2026-11-20T10:00:00Z',
    },
  );
  return { resource, confidentiality: codes, archived, lapsed };
}

const labels = (...codes: ConfidentialityCode[]) => [
  { op: 'replace', path: '/securityLabel', value: writeLabels(codes) },
];
const intent = (sheet: ReturnType<typeof before>, patch: unknown) => {
  const result = intentOf(sheet, JsonPatch.parse(patch));
  return result.ok
    ? [result.value.act, result.value.changes, [...result.value.confidentiality]]
    : result.error;
};
const label = (code: ConfidentialityCode) => writeLabels([code])[0];

describe('what a patch means', () => {
  it.each<[string, ReturnType<typeof before>, unknown, unknown]>([
    ['masks', before(['N']), labels('N', 'MASQUE_PS'), ['mask', true, ['N', 'MASQUE_PS']]],
    [
      'masks over the level, which is kept',
      before(['N']),
      labels('MASQUE_PS'),
      ['mask', true, ['MASQUE_PS', 'N']],
    ],
    ['unmasks', before(['N', 'MASQUE_PS']), labels('N'), ['unmask', true, ['N']]],
    [
      'unmasks what had no level',
      before(['MASQUE_PS']),
      [{ op: 'remove', path: '/securityLabel/0' }],
      ['unmask', true, ['N']],
    ],
    [
      'unmasks in the place of the mask',
      before(['MASQUE_PS', 'N']),
      [{ op: 'replace', path: '/securityLabel/0', value: label('N') }],
      ['unmask', true, ['N']],
    ],
    ['keeps a restricted level', before(['R', 'MASQUE_PS']), labels('N'), 'NOT_AN_ACT'],
    ['shows to the patient', before(['N', 'INVISIBLE_PATIENT']), labels('N'), ['showToPatient', true, ['N']]],
    [
      'asks to hide from the patient',
      before(['N']),
      labels('N', 'INVISIBLE_PATIENT'),
      ['showToPatient', true, ['N', 'INVISIBLE_PATIENT']],
    ],
    [
      'shows to representatives',
      before(['N', 'INVISIBLE_REPRESENTANTS_LEGAUX']),
      labels('N'),
      ['showToRepresentatives', true, ['N']],
    ],
    [
      'swaps one kind of hiding for another',
      before(['N', 'INVISIBLE_PATIENT']),
      labels('N', 'MASQUE_PS'),
      'SEVERAL_ACTS',
    ],
    ['changes the level', before(['N']), labels('R'), 'NOT_AN_ACT'],
    [
      'names again a code that lapsed',
      before(['N'], false, ['INVISIBLE_PATIENT']),
      labels('N', 'INVISIBLE_PATIENT', 'MASQUE_PS'),
      ['mask', true, ['N', 'MASQUE_PS']],
    ],
    [
      'deletes',
      before(['N']),
      [{ op: 'replace', path: '/status', value: 'entered-in-error' }],
      ['delete', true, ['N']],
    ],
    [
      'archives',
      before(['N']),
      [{ op: 'replace', path: '/extension/0/valueBoolean', value: true }],
      ['archive', true, ['N']],
    ],
    [
      'restores by the address of the draft',
      before(['N'], true),
      [{ op: 'replace', path: `/extension[url:'${ARCHIVED_EXTENSION}']/valueBoolean`, value: false }],
      ['restore', true, ['N']],
    ],
    [
      'restores by taking the flag away',
      before(['N'], true),
      [{ op: 'remove', path: '/extension/0' }],
      ['restore', true, ['N']],
    ],
    ['does nothing', before(['N']), [], ['restore', false, ['N']]],
    [
      'masks what is masked',
      before(['N', 'MASQUE_PS']),
      labels('MASQUE_PS', 'N'),
      ['mask', false, ['N', 'MASQUE_PS']],
    ],
    [
      'tests before it masks',
      before(['N']),
      [{ op: 'test', path: '/meta/versionId', value: '1' }, ...labels('N', 'MASQUE_PS')],
      ['mask', true, ['N', 'MASQUE_PS']],
    ],
    [
      'fails its own test',
      before(['N']),
      [{ op: 'test', path: '/meta/versionId', value: '2' }, ...labels('N', 'MASQUE_PS')],
      'PATCH_INVALID',
    ],
    ['supersedes', before(['N']), [{ op: 'replace', path: '/status', value: 'superseded' }], 'PATCH_INVALID'],
    [
      'sets a flag that is none',
      before(['N']),
      [{ op: 'replace', path: '/extension/0/valueBoolean', value: 1 }],
      'PATCH_INVALID',
    ],
    [
      'touches another extension',
      before(['N']),
      [{ op: 'replace', path: '/extension/2/valueString', value: 'y' }],
      'PATH_FORBIDDEN',
    ],
    [
      'adds another extension',
      before(['N']),
      [{ op: 'add', path: '/extension/-', value: { url: 'https://example.org/y' } }],
      'PATH_FORBIDDEN',
    ],
    ['touches the subject', before(['N']), [{ op: 'remove', path: '/subject' }], 'PATH_FORBIDDEN'],
    [
      'moves something away',
      before(['N']),
      [{ op: 'move', from: '/meta', path: '/status' }],
      'PATH_FORBIDDEN',
    ],
    [
      'touches what begins like the status',
      before(['N']),
      [{ op: 'add', path: '/statusReason', value: 'x' }],
      'PATH_FORBIDDEN',
    ],
    [
      'writes a label that is none',
      before(['N']),
      [{ op: 'replace', path: '/securityLabel', value: 'N' }],
      'PATCH_INVALID',
    ],
    [
      'writes an unknown label',
      before(['N']),
      [{ op: 'add', path: '/securityLabel/-', value: { coding: [{ code: 'X' }] } }],
      'LABEL_UNKNOWN',
    ],
    [
      'writes a label under another system',
      before(['N']),
      [
        {
          op: 'add',
          path: '/securityLabel/-',
          value: { coding: [{ system: 'http://loinc.org', code: 'MASQUE_PS' }] },
        },
      ],
      'LABEL_SYSTEM',
    ],
  ])('%s', (_name, sheet, patch, expected) => {
    expect(intent(sheet, patch)).toEqual(expected);
  });

  it('leaves the sheet that it was written against as it was', () => {
    const sheet = before(['N']);
    const copy = structuredClone(sheet.resource);
    intent(sheet, labels('N', 'MASQUE_PS'));
    expect(sheet.resource).toEqual(copy);
  });

  it('reaches no prototype', () => {
    const patch = [{ op: 'add', path: '/extension/0/__proto__/polluted', value: true }];
    intent(before(['N']), patch);
    expect('polluted' in {}).toBe(false);
  });
});

describe('the shape of a patch', () => {
  it.each([
    [{ op: 'replace', path: '/status', value: 'x' }, false],
    [[{ op: 'replace', path: '/status' }], false],
    [[{ op: 'move', path: '/status' }], false],
    [[{ op: 'copy', from: '/a', path: '/b' }], true],
    [[{ op: 'add', path: 'status', value: 1 }], false],
    [[{ op: 'add', path: '/a~2b', value: 1 }], false],
    [[{ op: 'add', path: '/status', value: 'x', note: 'y' }], false],
  ])('%j: %s', (patch, valid) => {
    expect(JsonPatch.safeParse(patch).success).toBe(valid);
  });
});
