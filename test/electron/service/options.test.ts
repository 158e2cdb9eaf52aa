import { describe, expect, it } from 'vitest';
import { readOptions } from '../../../electron/service/options.ts';

describe('the command line of the service', () => {
  it('listens on a private socket unless a port is named', () => {
    expect(readOptions(['--data', '/srv/dmp'])).toEqual({
      ok: true,
      value: { dataDir: '/srv/dmp', port: null, seed: null, now: null, progress: false },
    });
    expect(readOptions(['--data', '/srv/dmp', '--port', '0'])).toMatchObject({ value: { port: 0 } });
  });

  it('tells whoever started it how far it is, where that is asked', () => {
    expect(readOptions(['--data', 'd', '--progress'])).toMatchObject({ value: { progress: true } });
  });

  it('sets its clock only for the demo', () => {
    const now = '2026-11-21T10:00:00+01:00';
    expect(readOptions(['--data', 'd', '--seed', 'demo', '--now', now])).toMatchObject({
      value: { now: Date.parse('2026-11-21T09:00:00Z') },
    });
    expect(readOptions(['--data', 'd', '--now', now]).ok).toBe(false);
    expect(readOptions(['--data', 'd', '--seed', 'demo', '--now', '2026-11-21']).ok).toBe(false);
  });

  it.each([
    [[]],
    [['--data', '']],
    [['--data', 'd', '--port', 'x']],
    [['--data', 'd', '--port', '']],
    [['--data', 'd', '--port', '65536']],
    [['--data', 'd', '--seed', 'other']],
    [['--data', 'd', '--unknown', '1']],
    [['--data', 'd', 'stray']],
  ])('refuses %j', (argv) => {
    expect(readOptions(argv).ok).toBe(false);
  });
});
