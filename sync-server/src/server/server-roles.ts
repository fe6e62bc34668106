/** `api`: answers devices; `worker`: does jobs. A process may be both. */
export type ServerRole = 'api' | 'worker'
export const serverRoles: readonly ServerRole[] = ['api', 'worker']
