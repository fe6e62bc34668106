import { expect, test } from 'vitest'
import { HELP, parseCommandLine } from './command-line.ts'

const optionsOf = (...args: string[]) => {
  const parsed = parseCommandLine(args)
  if (!('options' in parsed)) throw new Error(JSON.stringify(parsed))
  return parsed.options
}

test('without options the school is for this machine alone', () => {
  expect(optionsOf()).toEqual({
    port: 4000,
    host: '127.0.0.1',
    data: '.edutrack',
    isEmpty: false,
    isSample: false,
    isMigrating: false,
    roles: ['api', 'worker'],
    generate: undefined,
    people: [],
    tls: undefined,
    acme: undefined,
    url: 'http://localhost:4000',
    trustedProxies: 0,
    isSignUpOpen: true,
    app: undefined,
    logLevel: undefined,
  })
})

test('the public address follows from the rest, unless it is told', () => {
  expect(optionsOf('--port', '80').url).toBe('http://localhost')
  expect(optionsOf('--tls-cert', 'c', '--tls-key', 'k').url).toBe('https://localhost:4000')
  expect(optionsOf('--acme-domain', 'school.example')).toMatchObject({ port: 443, url: 'https://school.example' })
  expect(optionsOf('--acme-domain', 'school.example', '--port', '8443').url).toBe('https://school.example:8443')
  expect(optionsOf('--url', 'https://learn.example/').url).toBe('https://learn.example')
})

test('one proxy is meant where no number is given', () => {
  expect(optionsOf('--trust-proxy').trustedProxies).toBe(1)
  expect(optionsOf('--trust-proxy', '--empty')).toMatchObject({ trustedProxies: 1, isEmpty: true })
  expect(optionsOf('--trust-proxy', '2').trustedProxies).toBe(2)
})

test('a server of a cluster may do one thing alone', () => {
  expect(optionsOf('--roles', 'worker').roles).toEqual(['worker'])
  expect(optionsOf('--roles', 'worker, api').roles).toEqual(['api', 'worker'])
  expect(optionsOf('--migrate', '--sample')).toMatchObject({ isMigrating: true, isSample: true })
})

test('people get roles by their addresses', () => {
  expect(
    optionsOf('--person', 'Lena@school.example=instructor', '--person', 'ada@school.example=administrator').people,
  ).toEqual([
    { email: 'lena@school.example', role: 'instructor' },
    { email: 'ada@school.example', role: 'administrator' },
  ])
})

test('a large school is described in numbers', () => {
  expect(optionsOf('--generate', 'courses=10000,learners=1000').generate).toEqual({ courses: 10_000, learners: 1000 })
})

test.each([
  [['--prot', '1'], /Unknown option '--prot'/],
  [['--port', 'http'], /--port takes a number from 1 to 65535, not http/],
  [['--port', '70000'], /--port takes/],
  [['--port'], /--port/],
  [['--person', 'lena@school.example'], /--person takes for instance lena@school.example=instructor, not/],
  [['--person', 'lena=instructor'], /--person takes/],
  [['--person', 'lena@school.example=teacher'], /learner, instructor, administrator/],
  [['--tls-cert', 'c'], /both --tls-cert and --tls-key/],
  [['--tls-cert', 'c', '--tls-key', 'k', '--acme-domain', 'd'], /either/],
  [['--acme-email', 'a@b'], /goes with --acme-domain/],
  [['--url', 'school.example'], /like https:\/\/school.example/],
  [['--trust-proxy', '1.5'], /number of proxies/],
  [['--sign-up', 'maybe'], /open or closed/],
  [['--roles', 'api,cook'], /api, worker or both/],
  [['--log-level', 'loud'], /one of trace/],
  [['--generate', 'courses=many'], /courses=10000/],
  [['--generate', '__proto__=1'], /courses=10000/],
  [['start'], /Unexpected argument 'start'/],
])('%j is answered by a sentence', (args, problem) => {
  expect(parseCommandLine(args)).toEqual({ problem: expect.stringMatching(problem) as string })
})

test('every option stands in the help', () => {
  expect(parseCommandLine(['--port', 'x', '--help'])).toEqual({ help: true })
  for (const option of [
    'port',
    'host',
    'data',
    'empty',
    'generate',
    'roles',
    'migrate',
    'sample',
    'tls-cert',
    'tls-key',
    'acme-domain',
    'acme-email',
    'acme-directory',
    'acme-port',
    'url',
    'trust-proxy',
    'sign-up',
    'app',
    'log-level',
    'help',
  ])
    expect(HELP).toContain(`--${option}`)
})
