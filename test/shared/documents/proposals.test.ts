import { describe, expect, it } from 'vitest';
import types from '../../../resources/habilitation/types.json' with { type: 'json' };
import usualTypes from '../../../resources/habilitation/usual-types.json' with { type: 'json' };
import keywords from '../../../resources/terminologies/type-keywords.json' with { type: 'json' };
import { proposeActDate, proposeTitle, proposeTypes } from '../../../shared/documents/proposals.ts';

const propose = (
  fileName: string,
  text = '',
  usual: readonly string[] = usualTypes.MED,
  declared: string | null = null,
) => proposeTypes({ fileName, text, declared, usual }, keywords);

describe('proposing a type', () => {
  it.each([
    ['CR_biologie_2026-11-18.pdf', '11502-2'],
    ['Compte-rendu consultation.pdf', '11488-4'],
    ['ordonnance kiné.pdf', 'PRESC-KINE'],
    ['Échographie abdominale.pdf', '18748-4'],
    ['echographies.pdf', '18748-4'],
    ['certificat médical judo.pdf', '89601-9'],
    ['ARRET DE TRAVAIL.pdf', 'PRESC-AAT'],
    ['VSM.pdf', '60591-5'],
    ['note de vaccination grippe.xml', '87273-9'],
    ['CRH cardio.rtf', '34112-3'],
    ['Courrier d’adressage cardiologue.pdf', '96349-6'],
  ])('%s → %s, by its name', (fileName, code) => {
    expect(propose(fileName)[0]).toEqual({ code, because: 'name' });
  });

  it('puts the longer phrase first: it is the more precise', () => {
    const [first] = propose('Échographie obstétricale du 2e trimestre.pdf');
    expect(first).toEqual({ code: '89233-1', because: 'name' });
  });

  it('reads the first page when the name says nothing', () => {
    expect(
      propose('scan0001.pdf', 'Laboratoire Atlantique\nCompte rendu d’examens biologiques\nHémogramme')[0],
    ).toEqual({
      code: '11502-2',
      because: 'content',
    });
    expect(
      propose('scan0001.pdf', `${' '.repeat(7000)}Compte rendu opératoire`).map(({ because }) => because),
    ).not.toContain('content');
  });

  it('trusts what a CDA document declares before anything else, and names no type twice', () => {
    const proposals = propose('biologie.xml', 'examens biologiques', usualTypes.MED, '11502-2');
    expect(proposals[0]).toEqual({ code: '11502-2', because: 'declared' });
    expect(new Set(proposals.map(({ code }) => code)).size).toBe(proposals.length);
  });

  it('ends with the usual types of the profession, the most deposited first', () => {
    expect(propose('scan0001.pdf')[0]).toEqual({ code: '11488-4', because: 'usual' });
    expect(propose('scan0001.pdf', '', usualTypes.PHA)[0]).toEqual({ code: '57833-6', because: 'usual' });
    for (const { code } of propose('scan0001.pdf', '', usualTypes.PP)) expect(usualTypes.PP).toContain(code);
    expect(propose('scan0001.pdf', '', [])).toEqual([]);
  });

  it('finds whole words only', () => {
    expect(propose('recherche.pdf', '', [])).toEqual([]);
    expect(propose('écologie.pdf', '', [])).toEqual([]);
  });

  it('never proposes a code that the DMP does not take', () => {
    const taken = new Set(types.filter(({ dmp }) => dmp).map(({ code }) => code));
    for (const code of Object.keys(keywords)) expect(taken).toContain(code);
  });
});

describe('proposing a title', () => {
  it.each([
    ['CR_biologie_2026-11-18.pdf', 'CR biologie'],
    ['compte-rendu consultation.pdf', 'Compte-rendu consultation'],
    ['échographie 18112026 (1).pdf', 'Échographie (1)'],
    ['scan0001.pdf', 'Autre'],
    ['IMG_20260102_1234.jpg', 'Autre'],
    ['2026-11-18.pdf', 'Autre'],
    ['.pdf', 'Autre'],
  ])('%s → %s', (fileName, title) => {
    expect(proposeTitle(fileName, 'Autre')).toBe(title);
  });

  it('is never longer than the DMP takes', () => {
    expect(proposeTitle(`${'très '.repeat(80)}long.pdf`, 'Autre')).toHaveLength(255);
  });
});

describe('proposing the day of the act', () => {
  it.each([
    ['cr 2026-11-18.pdf', '2026-11-18'],
    ['cr_20261118.pdf', '2026-11-18'],
    ['cr 18.11.2026.pdf', '2026-11-18'],
    ['radio 18112026.jpg', '2026-11-18'],
    ['rendez-vous 2027-01-02.pdf', '2026-11-21'],
    ['2026-02-30 puis 2026-03-01.pdf', '2026-03-01'],
    ['compte 123456789012.pdf', '2026-11-21'],
    ['cr.pdf', '2026-11-21'],
  ])('%s → %s', (fileName, day) => {
    expect(proposeActDate(fileName, '2026-11-21')).toBe(day);
  });
});
