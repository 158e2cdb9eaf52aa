import { describe, expect, test } from 'vitest';
import { lightsOf } from '../../../renderer/app/lights.ts';
import type { SystemStatus } from '../../../shared/bridge/system.ts';
import { soundStatus } from './sound-status.ts';

const now = Date.parse('2026-11-20T09:30:00Z');
const texts = (change?: Partial<SystemStatus>): readonly string[] =>
  lightsOf(soundStatus(change), now).map(({ text }) => text.replaceAll('\u202F', ' '));

describe('the four lights of the status line', () => {
  test('all well', () => {
    expect(texts()).toEqual(['service', 'session (32 min)', 'rien en attente', 'verrouillage 5 min']);
  });

  test('a service that does not answer is said, and shown as a warning', () => {
    const [service] = lightsOf(soundStatus({ service: 'unreachable' }), now);
    expect(service).toMatchObject({ tone: 'warning', text: 'service injoignable' });
  });

  test('a slow line is said with what an answer takes', () => {
    expect(texts({ slowSeconds: 3 })[0]).toBe('service lent (3 s)');
  });

  test('a session near its end counts down', () => {
    expect(texts({ session: 'ending', sessionEndsAt: '2026-11-20T09:33:30Z' })[1]).toBe(
      'session : fin dans 4 min',
    );
  });

  test('data in memory only are never called encrypted', () => {
    const lock = lightsOf(soundStatus({ storage: 'memory' }), now)[3];
    expect(lock).toMatchObject({ tone: 'warning', text: 'mémoire seule' });
    expect(lock?.words).not.toContain('chiffr');
  });

  test('what waits is counted, and what asks for somebody comes first', () => {
    expect(texts({ outbox: { toReview: 0, waiting: 2, refused: 1 } })[2]).toBe('2 en attente');
    expect(texts({ outbox: { toReview: 1, waiting: 2, refused: 1 } })[2]).toBe('1 à relire');
    expect(texts({ outbox: { toReview: 0, waiting: 0, refused: 1 } })[2]).toBe('1 refusé');
  });
});
