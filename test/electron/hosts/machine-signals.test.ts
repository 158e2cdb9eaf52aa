import { describe, expect, it } from 'vitest';
import { causeOf, sessionPath } from '../../../electron/hosts/machine-signals.ts';

const own = sessionPath('2');
const login = '/org/freedesktop/login1';
const screen = '/org/freedesktop/ScreenSaver: org.freedesktop.ScreenSaver';
const properties = 'org.freedesktop.DBus.Properties.PropertiesChanged';

describe('what the machine says', () => {
  it.each([
    ['our session is locked', `${own}: org.freedesktop.login1.Session.Lock ()`, 'osLock'],
    [
      'the machine is about to sleep',
      `${login}: org.freedesktop.login1.Manager.PrepareForSleep (true,)`,
      'suspend',
    ],
    ['the screen saver comes', `${screen}.ActiveChanged (true,)`, 'osLock'],
    ['GNOME’s comes', '/org/gnome/ScreenSaver: org.gnome.ScreenSaver.ActiveChanged (true,)', 'osLock'],
    [
      'our greeter locked the screen',
      `${own}: ${properties} ('org.freedesktop.login1.Session', {'LockedHint': <true>}, @as [])`,
      'osLock',
    ],
    [
      'somebody else came to the screen',
      `${own}: ${properties} ('org.freedesktop.login1.Session', {'Active': <false>, 'State': <'online'>}, @as [])`,
      'osLock',
    ],
  ])('locks the post when %s', (_what, line, cause) => {
    expect(causeOf(line, own)).toBe(cause);
  });

  it.each([
    ['another session is locked', `${sessionPath('7')}: org.freedesktop.login1.Session.Lock ()`],
    ['ours is unlocked', `${own}: org.freedesktop.login1.Session.Unlock ()`],
    ['the machine woke up', `${login}: org.freedesktop.login1.Manager.PrepareForSleep (false,)`],
    ['the screen saver goes', `${screen}.ActiveChanged (false,)`],
    [
      'we came to the screen',
      `${own}: ${properties} ('org.freedesktop.login1.Session', {'Active': <true>}, @as [])`,
    ],
    ['a service starts', 'The name org.freedesktop.login1 is owned by :1.3'],
  ])('does not when %s', (_what, line) => {
    expect(causeOf(line, own)).toBeNull();
  });

  it('takes every session’s lock for ours where ours is not known', () => {
    expect(causeOf(`${sessionPath('7')}: org.freedesktop.login1.Session.Lock ()`, undefined)).toBe('osLock');
  });

  it('names a session as logind does', () => {
    expect(sessionPath('2')).toBe('/org/freedesktop/login1/session/_32');
    expect(sessionPath('c12')).toBe('/org/freedesktop/login1/session/c12');
  });
});
