import type { Clock } from '../clock/clock.ts'
import type { Log } from '../log/log.ts'
import { answersWithin, closeRedis, openRedis, redisPlace, redisProblem } from '../redis/redis-connection.ts'
import type { Bus } from './bus.ts'

/** Who subscribes while Redis is gone is not kept waiting longer than this. */
const SUBSCRIBE_MS = 2000
/** A Redis that holds the connection and says nothing is found out by asking. */
const CHECK_EVERY_MS = 2000
const ANSWER_MS = 2000

/** The bus over Redis' channels: one connection publishes, another listens to the topics that have a listener here. */
export const createRedisBus = (deps: {
  readonly url: string
  readonly clock: Clock
  readonly log: Log
  /** Of the channels' names: schools that share a Redis have each their own. */
  readonly prefix?: string
}): Bus => {
  const { url, clock, log, prefix = 'edutrack' } = deps
  const place = redisPlace(url)
  const publisher = openRedis({ url, log, name: 'bus, publishing' })
  const subscriber = openRedis({ url, log, name: 'bus', options: { autoResubscribe: false } })
  const listenersByChannel = new Map<string, Set<(message: string) => void>>()
  /** Subscriptions that Redis has confirmed on this very connection. */
  const confirmed = new Set<string>()
  let isClosed = false

  const channelOf = (topic: string): string => `${prefix}:${topic}`
  const isHeard = (): boolean =>
    subscriber.status === 'ready' && [...listenersByChannel.keys()].every((channel) => confirmed.has(channel))

  const confirm = async (channels: readonly string[]): Promise<void> => {
    if (channels.length === 0 || subscriber.status !== 'ready') return
    try {
      await subscriber.subscribe(...channels)
      for (const channel of channels) confirmed.add(channel)
    } catch {
      // The connection broke: the next one subscribes to all.
    }
  }
  subscriber.on('ready', () => void confirm([...listenersByChannel.keys()]))
  subscriber.on('close', () => confirmed.clear())
  subscriber.on('message', (channel: string, message: string) => {
    for (const listener of listenersByChannel.get(channel) ?? []) listener(message)
  })

  const stopChecking = clock.every(CHECK_EVERY_MS, () => {
    for (const redis of [publisher, subscriber]) {
      if (redis.status !== 'ready') continue
      void answersWithin(redis, ANSWER_MS).then((isAnswered) => {
        if (!isAnswered && !isClosed && redis.status === 'ready') {
          log.warn({ redis: place }, 'Redis holds the connection of the bus and says nothing: connecting anew')
          redis.disconnect(true)
        }
      })
    }
  })

  let isLossLogged = false
  return {
    isShared: true,
    publish: async (topic, message) => {
      if (isClosed) return
      try {
        await publisher.publish(channelOf(topic), message)
        isLossLogged = false
      } catch (error) {
        if (!isLossLogged)
          log.warn({ error, topic }, 'messages of the bus are lost; whoever listens looks into the store')
        isLossLogged = true
      }
    },
    subscribe: async (topic, listener) => {
      const channel = channelOf(topic)
      const listeners = listenersByChannel.get(channel) ?? new Set()
      // One function may listen twice: each subscription is its own.
      const heard = (message: string): void => listener(message)
      listenersByChannel.set(channel, listeners.add(heard))
      const isOver = Promise.withResolvers<void>()
      const check = clock.every(10, () => {
        if (isClosed || confirmed.has(channel)) isOver.resolve()
      })
      const giveUp = clock.after(SUBSCRIBE_MS, () => isOver.resolve())
      if (!confirmed.has(channel)) {
        await confirm([channel])
        if (!confirmed.has(channel)) await isOver.promise
      }
      check()
      giveUp()
      return async () => {
        if (!listeners.delete(heard) || listeners.size > 0) return
        listenersByChannel.delete(channel)
        confirmed.delete(channel)
        if (subscriber.status === 'ready') await subscriber.unsubscribe(channel).catch(() => undefined)
      }
    },
    isConnected: () => !isClosed && isHeard() && publisher.status === 'ready',
    ping: async () => {
      if (!(await answersWithin(publisher, ANSWER_MS)) || !isHeard())
        throw new Error(redisProblem(publisher, 'Redis', place))
    },
    close: async () => {
      isClosed = true
      stopChecking()
      for (const listeners of listenersByChannel.values()) listeners.clear()
      await Promise.all([closeRedis(publisher), closeRedis(subscriber)])
    },
  }
}
