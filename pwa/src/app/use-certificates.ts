import { createUseOpened } from './use-opened.ts'

/** For what shows certificates. */
export const useCertificates = createUseOpened((learning) => learning.certificates())
