import { describe, expect, it } from 'vitest';
import secrets from '../../../resources/vigilance/minor-secrets.json' with { type: 'json' };
import types from '../../../resources/habilitation/types.json' with { type: 'json' };
import {
  otherLeaksOf,
  recogniseSecret,
  SECRET_TOPICS,
  SecretWords,
} from '../../../shared/documents/minor-secret.ts';

const words = SecretWords.parse(secrets);
const CONSULTATION = '11488-4';
const found = (text: string, { title = 'Consultation', type = CONSULTATION, years = 16 } = {}) =>
  recogniseSecret({ title, type, text }, years, words);

describe('what would tell a minor’s parents', () => {
  it.each([
    ['contraception', 'Première contraception orale, préservatifs recommandés.'],
    ['pregnancy', 'Test de grossesse fait ce jour : négatif.'],
    ['pregnancy', 'Demande d’IVG médicamenteuse.'],
    ['infection', 'Dépistage des IST : chlamydia et gonocoque.'],
    ['addiction', 'Consomme du cannabis chaque week-end.'],
    ['mental', 'Scarifications des avant-bras, adressé au CMP.'],
    ['violence', 'Rapporte des violences intrafamiliales.'],
    ['request', 'Consulte seule et demande que ses parents n’en soient pas informés.'],
  ])('%s: %s', (topic, text) => {
    expect(found(text).map((finding) => finding.topic)).toContain(topic);
  });

  it('finds nothing in an ordinary visit', () => {
    expect(found('Angine érythémateuse. Test rapide négatif. Paracétamol, repos deux jours.')).toEqual([]);
    expect(found('Certificat de non-contre-indication à la natation.')).toEqual([]);
    expect(found('Vaccin HPV, deuxième dose.')).toEqual([]);
  });

  it('counts the question asked, even when the answer is no', () => {
    expect(found('Pas de grossesse en cours.')).toEqual([
      { topic: 'pregnancy', where: 'content', excerpt: 'Pas de grossesse en cours' },
    ]);
  });

  it('tells the title from the content, and takes some types at their name', () => {
    expect(found('', { title: 'Contraception d’urgence' })).toMatchObject([
      { topic: 'contraception', where: 'title' },
    ]);
    expect(found('', { title: 'Bilan', type: '83901-9' })).toEqual([
      { topic: 'mental', where: 'type', excerpt: '' },
    ]);
  });

  it('does not take a mother’s pregnancy for the child’s', () => {
    const text = 'Grossesse sans particularité, accouchement à terme. Mère suivie pour dépression.';
    expect(found(text, { years: 0 })).toEqual([]);
    expect(found(text, { years: 12 }).map(({ topic }) => topic)).toEqual(['pregnancy', 'mental']);
  });

  it('names the other places that tell, as the type makes them likely', () => {
    expect(otherLeaksOf(CONSULTATION)).toEqual(['careHistory', 'sameVisit', 'appointment', 'message']);
    expect(otherLeaksOf('57833-6')).not.toContain('sameVisit');
    expect(otherLeaksOf('87273-9')).toContain('vaccination');
  });

  it('names known topics and types of the DMP', () => {
    const known = new Set(types.map(({ code }) => code));
    expect(Object.keys(words.types).filter((code) => !known.has(code))).toEqual([]);
    expect(new Set(words.wordings.map(({ topic }) => topic))).toEqual(new Set(SECRET_TOPICS));
  });
});
