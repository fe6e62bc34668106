import { createSystemClock } from '#ports/clock/clock.ts'
import { describeLimitsContract } from './limits-contract.ts'
import { createMemoryLimits } from './memory-limits.ts'

describeLimitsContract('memory', async () => createMemoryLimits({ clock: createSystemClock() }))
