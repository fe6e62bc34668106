import { describeBusContract } from './bus-contract.ts'
import { createInProcessBus } from './in-process-bus.ts'

describeBusContract('in-process', async () => {
  const bus = createInProcessBus()
  return { bus, other: bus, cleanUp: () => bus.close() }
})
