import { execFileSync } from 'node:child_process'
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import { projectRoot } from '@edutrack/tools/run-command'
import { findProgram } from '@edutrack/tools/services/find-program'
import { readClusterSettings } from './cluster-settings.ts'
import { parseCommandLine } from './command-line.ts'

const deploy = join(projectRoot, 'deploy')
const kubernetes = join(deploy, 'kubernetes')
const read = (path: string): string => readFileSync(join(deploy, path), 'utf8')

interface Manifest {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: { readonly name: string; readonly namespace?: string }
  readonly spec: Readonly<Record<string, unknown>>
  readonly data?: Readonly<Record<string, string>>
  readonly stringData?: Readonly<Record<string, string>>
}
interface Workload {
  readonly template: {
    readonly metadata: { readonly labels: Readonly<Record<string, string>> }
    readonly spec: {
      readonly terminationGracePeriodSeconds?: number
      readonly securityContext: object
      readonly containers: readonly {
        readonly args: readonly string[]
        readonly securityContext: object
        readonly readinessProbe?: { readonly httpGet: { readonly path: string } }
        readonly livenessProbe?: { readonly httpGet: { readonly path: string } }
      }[]
    }
  }
}

const manifestsIn = (file: string): readonly Manifest[] =>
  parseAllDocuments(readFileSync(join(kubernetes, file), 'utf8')).map((document) => {
    expect(document.errors, file).toEqual([])
    return document.toJS() as Manifest
  })
const files = readdirSync(kubernetes).filter((name) => name !== 'kustomization.yaml')
const manifests = files.flatMap(manifestsIn)
const ofKind = (kind: string): readonly Manifest[] => manifests.filter((manifest) => manifest.kind === kind)

/** Kubernetes' own schema of a kind, as the package `kubernetes-models` has it. */
const problemsOf = async (manifest: Manifest): Promise<string | undefined> => {
  const models = (await import(`kubernetes-models/${manifest.apiVersion}`)) as Readonly<
    Record<string, new (data: Manifest) => { validate(): void }>
  >
  const Model = models[manifest.kind]
  if (Model === undefined) return `${manifest.apiVersion} has no ${manifest.kind}`
  try {
    new Model(manifest).validate()
    return undefined
  } catch (error) {
    return (error as Error).message
  }
}

test.each(manifests.map((manifest) => [`${manifest.kind} ${manifest.metadata.name}`, manifest] as const))(
  'Kubernetes: %s is as its schema says',
  async (_name, manifest) => {
    expect(await problemsOf(manifest)).toBeUndefined()
    if (manifest.kind !== 'Namespace') expect(manifest.metadata.namespace).toBe('edutrack')
  },
)

test('Kubernetes: the check finds what is wrong', async () => {
  const [deployment] = ofKind('Deployment')
  expect(deployment).toBeDefined()
  const broken = {
    ...(deployment as Manifest),
    spec: { ...deployment?.spec, template: { spec: { containers: 'none' } } },
  }
  expect(await problemsOf(broken)).toBeDefined()
})

test('Kubernetes: what is applied is there, and only the example of secrets is not', () => {
  const { resources } = parse(readFileSync(join(kubernetes, 'kustomization.yaml'), 'utf8')) as { resources: string[] }
  expect([...resources, 'secret.example.yaml'].sort()).toEqual([...files].sort())
})

test('Kubernetes: servers grow from 2 to 10 at 70 % of their processors, and shrink after five quiet minutes; some stay through maintenance', () => {
  expect(ofKind('HorizontalPodAutoscaler').map(({ metadata }) => metadata.name)).toEqual([
    'edutrack-api',
    'edutrack-worker',
  ])
  for (const { spec, metadata } of ofKind('HorizontalPodAutoscaler')) {
    expect(spec).toMatchObject({
      minReplicas: 2,
      maxReplicas: 10,
      metrics: [{ resource: { name: 'cpu', target: { averageUtilization: 70 } } }],
      behavior: { scaleDown: { stabilizationWindowSeconds: 300 } },
    })
    expect(ofKind('PodDisruptionBudget').map((budget) => budget.metadata.name)).toContain(metadata.name)
  }
})

test('Kubernetes: each server knows its options and has time to end in order, no rights, and probes that tell starting from hanging', () => {
  for (const { spec } of [...ofKind('Deployment'), ...ofKind('Job')]) {
    const {
      securityContext,
      containers,
      terminationGracePeriodSeconds = 15,
    } = (spec as unknown as Workload).template.spec
    expect(securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } })
    expect(terminationGracePeriodSeconds).toBeGreaterThan(10)
    for (const container of containers) {
      expect(parseCommandLine(container.args)).toHaveProperty('options')
      expect(container.securityContext).toMatchObject({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      })
    }
  }
  for (const { spec } of ofKind('Deployment')) {
    const [container] = (spec as unknown as Workload).template.spec.containers
    expect(container?.readinessProbe?.httpGet.path).toBe('/ready')
    expect(container?.livenessProbe?.httpGet.path).toBe('/live')
  }
})

test('Kubernetes: configuration and secrets together name a whole cluster', () => {
  const environment = {
    ...ofKind('ConfigMap')[0]?.data,
    ...ofKind('Secret')[0]?.stringData,
  }
  expect(readClusterSettings(environment)).toHaveProperty('cluster.s3.credentials')
})

interface ComposeService {
  readonly image: string
  readonly command?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>
  readonly deploy?: { readonly replicas: number }
  readonly volumes?: readonly string[]
}
const compose = parse(read('compose.yaml'), { merge: true }) as {
  readonly services: Readonly<Record<string, ComposeService>>
  readonly volumes: Readonly<Record<string, unknown>>
}

test('compose: three API servers, two workers, two balancers, and a set-up before them, all told of every service', () => {
  const { services } = compose
  expect(services['api']?.deploy?.replicas).toBe(3)
  expect(services['worker']?.deploy?.replicas).toBe(2)
  expect(Object.keys(services).filter((name) => name.startsWith('balancer-'))).toHaveLength(2)
  for (const name of ['set-up', 'api', 'worker']) {
    const service = services[name]
    expect(readClusterSettings(service?.environment ?? {}), name).toHaveProperty('cluster.mongodbUrl')
    const command = service?.command?.map((word) => word.replace(/^\$\{\w+:-(.*)\}$/, '$1')) ?? []
    expect(parseCommandLine(command), name).toHaveProperty('options')
  }
})

test('compose: whatever a service waits for, mounts or is addressed by is there', () => {
  const { services, volumes } = compose
  for (const [name, service] of Object.entries(services)) {
    for (const other of Object.keys(service.depends_on ?? {})) expect(Object.keys(services), name).toContain(other)
    for (const mount of service.volumes ?? []) {
      const [source = ''] = mount.split(':')
      if (source.startsWith('.')) expect(existsSync(join(deploy, source)), source).toBe(true)
      else expect(Object.keys(volumes), name).toContain(source)
    }
    for (const value of Object.values(service.environment ?? {})) {
      const hosts = /^(?:mongodb|redis|smtp|http):\/\/([^/?]+)/.exec(value)?.[1]?.split(',') ?? []
      for (const host of hosts) expect(Object.keys(services), value).toContain(host.split(':')[0])
    }
  }
})

test('the image copies only what is there', () => {
  for (const [, from] of read('Dockerfile').matchAll(/^COPY (?!--from)(.+) \S+$/gm))
    for (const path of (from ?? '').split(' ')) expect(globSync(join(projectRoot, path)), path).toHaveLength(1)
  const manifest = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as { workspaces: string[] }
  // npm ci wants each workspace of the lock file to be there.
  for (const workspace of manifest.workspaces)
    expect(read('Dockerfile')).toContain(`COPY ${workspace}/package.json ${workspace}/`)
})

test('the image holds each package that the server needs, wherever npm has put it', () => {
  const { packages } = JSON.parse(readFileSync(join(projectRoot, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, { readonly dev?: boolean }>>
  }
  const needed = Object.entries(packages)
    .filter(
      ([path, { dev = false }]) => !dev && /^(node_modules|(sync-server|shared-schema)\/node_modules)\//.test(path),
    )
    .map(([path]) => `/edutrack/${path}`)
  const copied = [...read('Dockerfile').matchAll(/^COPY --from=packages (\S+) \S+$/gm)].map(
    ([, from]) => `${from ?? ''}/`,
  )
  expect(needed.length).toBeGreaterThan(100)
  expect(needed.filter((path) => !copied.some((from) => path.startsWith(from)))).toEqual([])
})

const haproxy = findProgram('haproxy')
test.skipIf(haproxy === undefined)('HAProxy takes the balancer’s configuration', () => {
  execFileSync(haproxy ?? '', ['-c', '-f', join(deploy, 'load-balancer', 'haproxy.cfg')], {
    env: {
      ...process.env,
      EDUTRACK_LB_BIND: ':8080',
      EDUTRACK_LB_ALIVE: ':8404',
      EDUTRACK_LB_SOCKET: '/tmp/edutrack-lb-check.sock',
      EDUTRACK_LB_MAXCONN: '1000',
    },
    stdio: 'pipe',
  })
})
