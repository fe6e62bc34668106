import { afterAll, beforeAll, expect, test } from 'vitest'
import { clientStateHash } from '@edutrack/shared-schema/collections/define-collection'
import { units, type Unit } from '@edutrack/shared-schema/collections/units'
import { unitVersionContent, unitVersions } from '@edutrack/shared-schema/protocol/unit-history'
import { castSchool, parts, roleOf, type Part } from '#testing/cast.ts'
import { openTestHttp, syncBody, type TestHttp } from '#testing/test-http.ts'

let http: TestHttp
let people: Readonly<Record<Part, { readonly cookie: string; readonly personId: string }>>
beforeAll(async () => {
  http = await openTestHttp()
  const entered = []
  for (const part of parts) entered.push([part, await http.enter(part, roleOf(part))] as const)
  people = Object.fromEntries(entered) as unknown as typeof people
  const cast = Object.fromEntries(entered.map(([part, { personId }]) => [part, personId])) as Record<Part, string>
  await http.school.engine.commitAsServer(castSchool(cast))
  for (const [unitId, markdown] of [
    ['draft1', 'Only the staff'],
    ['page1', 'Another lesson'],
  ] as const) {
    const before = (await http.school.store.document('units', unitId))?.content as Unit
    const row = { assumed: clientStateHash(units, before), document: { ...before, markdown } }
    const body = syncBody(cast.teacher, { push: [{ collection: 'units', rows: [row] }] })
    const response = await http.post('/api/sync', body, people.teacher.cookie)
    expect(await response.text()).toContain('"accepted"')
  }
}, 60_000)
afterAll(() => http.close())

test('S23: who teaches the course, and administrators, are told the versions of its units; to all others there is nothing', async () => {
  for (const unitId of ['draft1', 'page1'])
    for (const path of [`/api/units/${unitId}/versions`, `/api/units/${unitId}/versions/1`]) {
      const statuses: Record<string, number> = {}
      for (const part of parts) {
        const response = await http.request(path, { cookie: people[part].cookie })
        statuses[part] = response.status
        expect(response.headers.get('cache-control')).toBe('no-store')
        if (response.status !== 200) expect(await response.text()).not.toContain('lesson')
      }
      expect([path, statuses]).toEqual([
        path,
        {
          owner: 404,
          classmate: 404,
          stranger: 404,
          teacher: 200,
          colleague: 200,
          otherTeacher: 404,
          administrator: 200,
        },
      ])
      expect((await http.request(path)).status).toBe(401)
    }
})

test('what is told has the shape that is described; a version that is not kept, or no number, is not there', async () => {
  const ask = async (path: string) => http.request(`/api/units/draft1/versions${path}`, people.teacher)
  const list = unitVersions.strict().parse(await (await ask('')).json())
  expect(list.versions.map(({ number, isNow }) => [number, isNow])).toEqual([
    [2, true],
    [1, false],
  ])
  const version = unitVersionContent.strict().parse(await (await ask('/1')).json())
  expect(version.content).toMatchObject({ markdown: 'A lesson', title: 'SECRET-c1 draft' })
  for (const number of ['0', '3', '1.0', '-1', '1e0', '01', 'x', '%31%00', '9'.repeat(40)])
    expect([number, (await ask(`/${number}`)).status]).toEqual([number, 404])
})
