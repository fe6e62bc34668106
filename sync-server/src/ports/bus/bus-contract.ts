import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Bus } from './bus.ts'

/** What every adapter of the bus port promises; `other` is the same bus as another server holds it. */
export const describeBusContract = (
  name: string,
  makeBuses: () => Promise<{ readonly bus: Bus; readonly other: Bus; readonly cleanUp: () => Promise<void> }>,
): void => {
  describe(`bus: ${name}`, () => {
    let bus: Bus
    let other: Bus
    let cleanUp: () => Promise<void>
    beforeEach(async () => {
      ;({ bus, other, cleanUp } = await makeBuses())
    })
    afterEach(() => cleanUp())

    const listenTo = async (to: Bus, topic: string) => {
      const heard: string[] = []
      return { heard, stop: await to.subscribe(topic, (message) => heard.push(message)) }
    }

    test('a message is heard by every listener of its topic, the publisher’s own included, and by no other', async () => {
      const own = await listenTo(bus, 'a')
      const others = await listenTo(other, 'a')
      const elsewhere = await listenTo(other, 'b')
      await bus.publish('a', 'héllo\n\u0000 ✓')
      await expect.poll(() => [own.heard, others.heard]).toEqual([['héllo\n\u0000 ✓'], ['héllo\n\u0000 ✓']])
      expect(elsewhere.heard).toEqual([])
    })

    test('publishing calls nobody before it returns', async () => {
      const { heard } = await listenTo(bus, 'a')
      const published = bus.publish('a', '1')
      expect(heard).toEqual([])
      await published
      await expect.poll(() => heard).toEqual(['1'])
    })

    test('who stops hears nothing more, and others still do', async () => {
      const first = await listenTo(bus, 'a')
      const second = await listenTo(bus, 'a')
      await first.stop()
      await first.stop()
      await bus.publish('a', '1')
      await expect.poll(() => second.heard).toEqual(['1'])
      expect(first.heard).toEqual([])
    })

    test('a function that listens twice is two listeners', async () => {
      const heard: string[] = []
      const listener = (message: string) => void heard.push(message)
      const stop = await bus.subscribe('a', listener)
      await bus.subscribe('a', listener)
      await bus.publish('a', '1')
      await expect.poll(() => heard).toEqual(['1', '1'])
      await stop()
      await bus.publish('a', '2')
      await expect.poll(() => heard).toEqual(['1', '1', '2'])
    })

    test('publishing to nobody, and after closing, is no error; a closed bus tells nobody', async () => {
      await bus.publish('nobody', '1')
      expect(bus.isConnected()).toBe(true)
      await bus.ping()
      const { heard } = await listenTo(bus, 'a')
      await bus.close()
      await bus.publish('a', '1')
      await new Promise((resolve) => setTimeout(resolve, 20))
      expect(heard).toEqual([])
    })
  })
}
