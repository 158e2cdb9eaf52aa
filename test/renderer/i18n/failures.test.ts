import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { ruleFor } from '../../../renderer/i18n/failure-rules.ts';
import { failureWords } from '../../../renderer/i18n/failures.ts';
import { DENY_REASONS } from '../../../shared/access/vocabulary.ts';
import { FAILURE_CODES } from '../../../shared/bridge/failure.ts';

describe('words for a failure', () => {
  test('every code that the workstation may send has its own words', () => {
    expect(Object.keys(failureWords).toSorted()).toEqual([...new Set(FAILURE_CODES)].toSorted());
  });

  test('a hidden document and an unknown one read the same', () => {
    expect(failureWords.MASKED).toEqual(failureWords.NOT_FOUND);
    expect(failureWords.DELETED).toEqual(failureWords.NOT_FOUND);
  });

  test('neither the rule nor the way out tells a hidden document from an unknown one', () => {
    expect(ruleFor('MASKED')).toEqual(ruleFor('NOT_FOUND'));
    expect(ruleFor('DELETED')).toEqual(ruleFor('NOT_FOUND'));
  });

  test('every other refusal names its rule, and what it cites stands in the rules', () => {
    const rules = readFileSync(path.resolve(import.meta.dirname, '../../../docs/rules.md'), 'utf8');
    for (const reason of DENY_REASONS) {
      const { law } = ruleFor(reason);
      if (reason === 'MASKED' || reason === 'DELETED') continue;
      expect(`${reason} ${String(law)}`).toMatch(/ègle \d/);
      for (const cited of law?.match(/R\.\d+-\d+|EX_[A-Z0-9.]+-\d+/g) ?? []) expect(rules).toContain(cited);
    }
  });

  test('no sentence uses the jargon of the interface', () => {
    for (const { what, next } of Object.values(failureWords)) {
      expect(`${what} ${next}`).not.toMatch(/\bITI\b|token|jeton|\b40\d\b|HTTP|FHIR|serveur/i);
    }
  });

  test('no sentence tells that a document is masked or reserved', () => {
    for (const reason of DENY_REASONS.filter((code) => code !== 'MASKED_BY_PATIENT')) {
      const { what, next } = failureWords[reason];
      expect(`${what} ${next}`).not.toMatch(/masqué|réservé par/i);
    }
  });

  test('a blocked professional learns that he can still deposit', () => {
    expect(failureWords.BLOCKED_BY_PATIENT.what).toBe('Ce patient vous a bloqué l’accès à son dossier.');
    expect(failureWords.BLOCKED_BY_PATIENT.next).toBe('Vous pouvez toujours y déposer un document.');
  });
});
