import { expect, test } from 'vitest'
import { parseCommandLine } from './command-line.ts'
import { networkAddressesOf, startReport } from './start-report.ts'

const report = (args: readonly string[], more: Partial<Parameters<typeof startReport>[0]> = {}) => {
  const parsed = parseCommandLine(args)
  if (!('options' in parsed)) throw new Error('no options')
  return startReport({
    options: parsed.options,
    hasApp: true,
    isCluster: false,
    networkAddresses: ['192.168.1.5'],
    signIns: [],
    ...more,
  })
}

test('on this machine alone it is one line', () => {
  expect(report([])).toBe('EduTrack listens at http://localhost:4000 (data in .edutrack)')
})

test('on the network without TLS it says what phones will lack, and the way out', () => {
  const text = report(['--host', '0.0.0.0'])
  expect(text).toContain('On this network: http://192.168.1.5:4000')
  expect(text).toContain('can’t start without a network, download\ncourses, or deliver work in the background')
  expect(text).toContain('--tls-cert')
  expect(text).toContain('--acme-domain')
})

test('with TLS, here or at a proxy, phones lack nothing', () => {
  const tls = report(['--host', '0.0.0.0', '--tls-cert', 'c', '--tls-key', 'k'])
  expect(tls).toContain('On this network: https://192.168.1.5:4000')
  expect(tls).not.toContain('service worker')
  expect(report(['--host', '0.0.0.0', '--trust-proxy'])).not.toContain('service worker')
})

test('sign-ins of the sample school are shown, some of each role', () => {
  const signIns = (['administrator', 'instructor', 'learner', 'learner', 'learner', 'learner', 'learner'] as const).map(
    (role, index) => ({
      name: `P${String(index)}`,
      email: `p${String(index)}@school.example`,
      password: 'secret',
      role,
    }),
  )
  const text = report([], { signIns })
  expect(text).toMatch(/learner +p2@school\.example +secret +P2/)
  expect(text).toMatch(/administrator +p0@school\.example/)
  expect(text).toContain('and 1 more')
})

test('a server of a cluster says what it does there', () => {
  const text = report(['--roles', 'worker', '--url', 'https://school.example'], { isCluster: true, hasApp: false })
  expect(text).toBe('EduTrack listens at port 4000 for https://school.example (worker of a cluster)')
})

test('a server without its app says so', () => {
  expect(report([], { hasApp: false })).toContain('The app is not built')
})

test('addresses of the network are those that others can reach', () => {
  const address = { netmask: '', mac: '', cidr: null } as const
  expect(
    networkAddressesOf({
      lo: [{ ...address, address: '127.0.0.1', family: 'IPv4', internal: true }],
      eth0: [
        { ...address, address: '10.0.0.7', family: 'IPv4', internal: false },
        { ...address, address: 'fe80::1', family: 'IPv6', internal: false, scopeid: 1 },
      ],
      none: undefined,
    }),
  ).toEqual(['10.0.0.7'])
})
