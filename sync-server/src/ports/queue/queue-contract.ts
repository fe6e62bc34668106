import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Job, Queue } from './queue.ts'

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** What every adapter of the queue port promises. What it promises about a worker that is killed is shown by each adapter's own test. */
export const describeQueueContract = (
  name: string,
  makeQueue: () => Promise<{ readonly queue: Queue; readonly cleanUp: () => Promise<void> }>,
): void => {
  describe(`queue: ${name}`, () => {
    let queue: Queue
    let cleanUp: () => Promise<void>
    beforeEach(async () => {
      ;({ queue, cleanUp } = await makeQueue())
    })
    afterEach(() => cleanUp())
    const job = (id: string, more: object = {}) => ({ id, kind: 'k', payload: { of: id }, ...more })

    test('a job is given to a worker of its kind, with what it carries, whether it came before the worker or after', async () => {
      const done: Job[] = []
      await queue.add(job('early', { payload: { text: 'é \u0000 "', list: [null, 1.5] }, requestId: 'r-1' }))
      await queue.add({ id: 'other', kind: 'other', payload: null })
      await queue.work('k', async (taken) => void done.push(taken))
      await queue.add(job('late'))
      await expect.poll(() => done.length).toBe(2)
      expect(done).toMatchObject([
        { id: 'early', kind: 'k', attempt: 1, requestId: 'r-1', payload: { text: 'é \u0000 "', list: [null, 1.5] } },
        { id: 'late', attempt: 1, payload: { of: 'late' } },
      ])
      expect(await queue.figures()).toMatchObject({ waiting: 1, failed: 0 })
    })

    test('S15: one id is one job, while it waits, while it runs, and when it is done', async () => {
      let runs = 0
      let release = (): void => {}
      const gate = new Promise<void>((resolve) => {
        release = resolve
      })
      await Promise.all([queue.add(job('a')), queue.add(job('a')), queue.add(job('a'))])
      await queue.add(job('a'))
      await queue.work('k', async () => {
        runs += 1
        await gate
      })
      await expect.poll(() => runs).toBe(1)
      await queue.add(job('a'))
      release()
      await expect.poll(async () => (await queue.figures()).running).toBe(0)
      await queue.add(job('a'))
      await pause(50)
      expect(runs).toBe(1)
      expect(await queue.figures()).toEqual({ waiting: 0, running: 0, failed: 0 })
    })

    test('a handler that throws is tried again after a time that doubles, and given up at the last try', async () => {
      const times: number[] = []
      const attempts: number[] = []
      await queue.work('k', async ({ attempt }) => {
        times.push(performance.now())
        attempts.push(attempt)
        throw new Error(`no ${String(attempt)}`)
      })
      await queue.add(job('a', { attempts: 4, backoffMs: 40 }))
      await expect.poll(async () => (await queue.figures()).failed, { timeout: 5000 }).toBe(1)
      expect(attempts).toEqual([1, 2, 3, 4])
      const waits = times.slice(1).map((time, index) => time - (times[index] ?? 0))
      for (const [index, least] of [40, 80, 160].entries()) expect(waits[index]).toBeGreaterThanOrEqual(least - 5)
      const [failed] = await queue.failed(10)
      expect(failed).toMatchObject({ id: 'a', kind: 'k', payload: { of: 'a' }, attempt: 4 })
      expect(failed?.error).toContain('no 4')
      expect(Math.abs((failed?.failedAt ?? 0) - Date.now())).toBeLessThan(60_000)
    })

    test('a failed job stays until it is put back, and then has all its tries', async () => {
      let isBroken = true
      let runs = 0
      await queue.work('k', async () => {
        runs += 1
        if (isBroken) throw new Error('broken')
      })
      await queue.add(job('a', { attempts: 2, backoffMs: 1 }))
      await expect.poll(async () => (await queue.failed(10)).length).toBe(1)
      await queue.add(job('a'))
      expect(await queue.figures()).toMatchObject({ waiting: 0, failed: 1 })
      expect(await queue.retry('a')).toBe(true)
      await expect.poll(() => runs).toBe(4)
      await expect.poll(async () => (await queue.failed(10)).length).toBe(1)
      isBroken = false
      expect(await queue.retry('a')).toBe(true)
      await expect.poll(async () => (await queue.figures()).failed).toBe(0)
      await expect.poll(() => runs).toBe(5)
      expect(await queue.retry('a')).toBe(false)
      expect(await queue.retry('none')).toBe(false)
    })

    test('S15: of a kind that is kept among the failed for a time, what failed longer ago is forgotten; of others nothing is', async () => {
      const fail = async (kind: string, id: string): Promise<void> => {
        const stop = await queue.work(kind, async () => {
          throw new Error('no')
        })
        await queue.add({ ...job(id), kind, attempts: 1 })
        await expect.poll(async () => (await queue.failed(9)).some((failed) => failed.id === id)).toBe(true)
        await stop()
      }
      await fail('k', 'old')
      await fail('letter', 'kept')
      await pause(3100)
      await fail('k', 'young')
      const ran: string[] = []
      await queue.work('k', async ({ id }) => void ran.push(id), { failedForMs: 3000 })
      await queue.work('letter', async ({ id }) => void ran.push(id))
      await expect.poll(async () => (await queue.failed(9)).map(({ id }) => id)).toEqual(['young', 'kept'])
      expect(await queue.retry('old')).toBe(false)
      expect(await queue.retry('kept')).toBe(true)
      await expect.poll(() => ran).toEqual(['kept'])
    })

    test('failed jobs are listed newest first, as many as asked', async () => {
      await queue.work('k', async ({ id }) => {
        throw new Error(id)
      })
      for (const id of ['a', 'b', 'c']) {
        await queue.add(job(id, { attempts: 1 }))
        await expect.poll(async () => (await queue.failed(9)).some((failed) => failed.id === id)).toBe(true)
        await pause(3)
      }
      expect((await queue.failed(2)).map(({ id }) => id)).toEqual(['c', 'b'])
    })

    test('a delayed job waits, and does not hold up others', async () => {
      const done: { readonly id: string; readonly at: number }[] = []
      await queue.work('k', async ({ id }) => void done.push({ id, at: performance.now() }))
      const addedAt = performance.now()
      await queue.add(job('later', { delayMs: 500 }))
      await queue.add(job('now'))
      await expect.poll(() => done.map(({ id }) => id), { timeout: 10_000 }).toEqual(['now', 'later'])
      // However busy the machine: never before its time. Clocks of two processes may differ by a little.
      expect((done[1]?.at ?? 0) - addedAt).toBeGreaterThan(450)
    })

    test('a failing job does not hold up others', async () => {
      const done: string[] = []
      await queue.work('k', async ({ id }) => {
        if (id === 'bad') throw new Error('bad')
        done.push(id)
      })
      await Promise.all(['bad', 'a', 'b'].map((id) => queue.add(job(id, { backoffMs: 60_000 }))))
      await expect.poll(() => done.toSorted()).toEqual(['a', 'b'])
    })

    test('no more run at once than allowed, and all get done', async () => {
      let running = 0
      let most = 0
      let done = 0
      await queue.work(
        'k',
        async () => {
          running += 1
          most = Math.max(most, running)
          await pause(5)
          running -= 1
          done += 1
        },
        { concurrency: 3 },
      )
      await Promise.all(Array.from({ length: 20 }, (_, i) => queue.add(job(`j${String(i)}`))))
      await expect.poll(() => done).toBe(20)
      expect(most).toBe(3)
    })

    test('a stopped worker finishes what it has and takes nothing more; another goes on', async () => {
      const done: string[] = []
      const stop = await queue.work('k', async ({ id }) => {
        await pause(30)
        done.push(id)
      })
      await queue.add(job('a'))
      await queue.add(job('b'))
      await pause(10)
      await stop()
      expect(done).toEqual(['a'])
      await pause(50)
      expect(done).toEqual(['a'])
      await queue.work('k', async ({ id }) => void done.push(id))
      await expect.poll(() => done).toEqual(['a', 'b'])
    })
  })
}
