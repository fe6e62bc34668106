/** States of the world in which every screen has to look right. */
export const scenarios = [
  'usual',
  'offline',
  'first-time',
  'first-sync',
  'all-done',
  'many',
  'trouble',
  'expired',
  'update',
  'protocol',
  'slow',
  'broken',
  'signed-out',
  'signed-out-offline',
  'refusing',
  'teaching',
  'clash',
] as const
export type Scenario = (typeof scenarios)[number]
