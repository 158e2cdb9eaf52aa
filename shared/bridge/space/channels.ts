/** Names of the space's calls and events alone, so that its preload bundle carries no schema code. */
export const channels = [
  'space.state',
  'space.people',
  'space.signIn',
  'space.startActivation',
  'space.confirmActivation',
  'space.actFor',
  'space.signOut',
  'own.documents.list',
  'own.documents.open',
  'own.documents.add',
  'own.documents.act',
  'own.documents.save',
  'own.documents.print',
  'own.documents.maskAll',
  'own.rights.view',
  'own.rights.find',
  'own.rights.declare',
  'own.rights.end',
  'own.history.list',
  'own.record.close',
  'own.record.reopen',
  'own.record.oppose',
  'trainer.view',
  'trainer.advance',
] as const;
export type SpaceChannel = (typeof channels)[number];

export const events = ['space.changed', 'space.state', 'space.suggested', 'trainer.changed'] as const;
export type SpaceEventName = (typeof events)[number];
