/** Where the services of a cluster are. */
export interface ClusterSettings {
  readonly mongodbUrl: string
  readonly redisJobsUrl: string
  readonly redisCacheUrl: string
  readonly s3: {
    readonly endpoint?: string
    readonly region: string
    readonly bucket: string
    readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string }
  }
  readonly smtpUrl: string
  readonly mailFrom: string
}

const REQUIRED = {
  EDUTRACK_MONGODB_URL: 'mongodb://user:password@host1,host2,host3/edutrack?replicaSet=rs0',
  EDUTRACK_REDIS_JOBS_URL: 'redis://user:password@host:6379',
  EDUTRACK_REDIS_CACHE_URL: 'redis://user:password@host:6380',
  EDUTRACK_S3_REGION: 'us-east-1',
  EDUTRACK_S3_BUCKET: 'edutrack',
  EDUTRACK_SMTP_URL: 'smtp://user:password@host:587',
  EDUTRACK_MAIL_FROM: 'School <school@example.org>',
} as const
const OPTIONAL = ['EDUTRACK_S3_ENDPOINT', 'EDUTRACK_S3_ACCESS_KEY_ID', 'EDUTRACK_S3_SECRET_ACCESS_KEY'] as const

/**
 * What the environment says: a cluster where it names its services, all of them; an embedded school (`undefined`) where it names none. A
 * sentence where it names some: a school that starts on half of its services would be another school.
 */
export const readClusterSettings = (
  environment: Readonly<Record<string, string | undefined>>,
): { readonly cluster: ClusterSettings | undefined } | { readonly problem: string } => {
  const value = (name: string): string | undefined => {
    const text = environment[name]?.trim()
    return text === '' ? undefined : text
  }
  const required = Object.keys(REQUIRED) as (keyof typeof REQUIRED)[]
  if ([...required, ...OPTIONAL].every((name) => value(name) === undefined)) return { cluster: undefined }
  const missing = required.filter((name) => value(name) === undefined)
  if (missing.length > 0)
    return {
      problem: `The environment names some of a cluster’s services, but not ${missing
        .map((name) => `${name} (like ${REQUIRED[name]})`)
        .join(', ')}: set these too, or none of EDUTRACK_… for a school in one folder`,
    }
  const accessKeyId = value('EDUTRACK_S3_ACCESS_KEY_ID')
  const secretAccessKey = value('EDUTRACK_S3_SECRET_ACCESS_KEY')
  if ((accessKeyId === undefined) !== (secretAccessKey === undefined))
    return {
      problem:
        'EDUTRACK_S3_ACCESS_KEY_ID and EDUTRACK_S3_SECRET_ACCESS_KEY go together: set both, or neither where the machine has a role that may use the bucket',
    }
  for (const [name, schemes] of [
    ['EDUTRACK_MONGODB_URL', ['mongodb:', 'mongodb+srv:']],
    ['EDUTRACK_REDIS_JOBS_URL', ['redis:', 'rediss:']],
    ['EDUTRACK_REDIS_CACHE_URL', ['redis:', 'rediss:']],
    ['EDUTRACK_SMTP_URL', ['smtp:', 'smtps:']],
  ] as const)
    if (!schemes.some((scheme) => value(name)?.startsWith(`${scheme}//`)))
      return { problem: `${name} is no address of that service: it looks like ${REQUIRED[name]}` }
  for (const name of ['EDUTRACK_REDIS_JOBS_URL', 'EDUTRACK_REDIS_CACHE_URL', 'EDUTRACK_SMTP_URL'] as const)
    if (!isReadableAddress(value(name) ?? ''))
      return {
        problem: `${name} can’t be read as an address. Is it the password? Of what stands in it, # is written %23, / %2F, ? %3F, @ %40, : %3A and % itself %25, as in ${REQUIRED[name].replace('password', 'p%23ssword')}`,
      }
  if (!(value('EDUTRACK_MAIL_FROM') ?? '').includes('@'))
    return { problem: `EDUTRACK_MAIL_FROM holds no address: it looks like ${REQUIRED.EDUTRACK_MAIL_FROM}` }
  const endpoint = value('EDUTRACK_S3_ENDPOINT')
  if (endpoint !== undefined && !(/^https?:\/\/\S+$/.test(endpoint) && URL.canParse(endpoint)))
    return { problem: 'EDUTRACK_S3_ENDPOINT is no address: it looks like https://s3.example.org' }
  const known = (name: keyof typeof REQUIRED): string => value(name) ?? ''
  return {
    cluster: {
      mongodbUrl: known('EDUTRACK_MONGODB_URL'),
      redisJobsUrl: known('EDUTRACK_REDIS_JOBS_URL'),
      redisCacheUrl: known('EDUTRACK_REDIS_CACHE_URL'),
      s3: {
        region: known('EDUTRACK_S3_REGION'),
        bucket: known('EDUTRACK_S3_BUCKET'),
        ...(endpoint === undefined ? {} : { endpoint }),
        ...(accessKeyId === undefined || secretAccessKey === undefined
          ? {}
          : { credentials: { accessKeyId, secretAccessKey } }),
      },
      smtpUrl: known('EDUTRACK_SMTP_URL'),
      mailFrom: known('EDUTRACK_MAIL_FROM'),
    },
  }
}

const isReadableAddress = (text: string): boolean => {
  if (!URL.canParse(text)) return false
  const { username, password, hostname, hash } = new URL(text)
  try {
    decodeURIComponent(username + password)
  } catch {
    return false
  }
  return hostname !== '' && hash === ''
}
