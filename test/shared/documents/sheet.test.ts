import { describe, expect, it } from 'vitest';
import { checkSheet } from '../../../shared/documents/sheet.ts';

const context = { today: '2026-11-21', birthDate: '1980-02-03', types: new Set(['11488-4']) };
const sheet = { title: 'Compte rendu', type: '11488-4', actDate: '2026-11-20' };

describe('the sheet of a document', () => {
  it('is right as it stands, and up to the limits', () => {
    expect(checkSheet(sheet, context)).toEqual([]);
    expect(checkSheet({ ...sheet, title: 'é'.repeat(255), actDate: '2026-11-21' }, context)).toEqual([]);
    expect(checkSheet({ ...sheet, actDate: '1980-02-03' }, context)).toEqual([]);
  });

  it.each([
    [{ title: '  ' }, 'TITLE_MISSING'],
    [{ title: 'é'.repeat(256) }, 'TITLE_TOO_LONG'],
    [{ title: 'Compte\u0007rendu' }, 'TITLE_UNREADABLE'],
    [{ type: '51851-4' }, 'TYPE_UNKNOWN'],
    [{ actDate: '2026-02-30' }, 'DATE_INVALID'],
    [{ actDate: '' }, 'DATE_INVALID'],
    [{ actDate: '2026-11-22' }, 'DATE_IN_FUTURE'],
    [{ actDate: '1980-02-02' }, 'DATE_BEFORE_BIRTH'],
  ])('%o: %s', (fault, problem) => {
    expect(checkSheet({ ...sheet, ...fault }, context)).toEqual([problem]);
  });

  it('tells everything at once', () => {
    expect(checkSheet({ title: '', type: '?', actDate: '?' }, context)).toEqual([
      'TITLE_MISSING',
      'TYPE_UNKNOWN',
      'DATE_INVALID',
    ]);
  });
});
