import { inject } from 'vitest'
import type {} from '@edutrack/tools/services/vitest-services'

/** What the product is told of a service, or undefined where the tests run without it: then they are skipped, and the run has said why. */
export const testService = (variable: string): string | undefined => inject('services')[variable]
