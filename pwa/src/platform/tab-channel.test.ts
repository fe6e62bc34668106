import { expect, test, vi } from 'vitest'
import { createBroadcastTabChannel } from './tab-channel.ts'

test('a message is told to the other tabs and to this one; after the channel is closed to nobody, and without an error', async () => {
  const [here, there] = [createBroadcastTabChannel('tabs'), createBroadcastTabChannel('tabs')]
  const [toldHere, toldThere] = [vi.fn(), vi.fn()]
  here.onMessage(toldHere)
  there.onMessage(toldThere)
  here.post({ type: 'sync-now' })
  expect(toldHere).toHaveBeenCalledOnce()
  await vi.waitFor(() => expect(toldThere).toHaveBeenCalledOnce())
  here.close()
  here.post({ type: 'sending', keys: [] })
  there.post({ type: 'sync-now' })
  expect(toldHere).toHaveBeenCalledOnce()
  there.close()
})
