import { createUseOpened } from './use-opened.ts'

/** For the settings of how a person is told. */
export const useAlerts = createUseOpened((learning) => learning.alerts())
