import { expect, test } from 'vitest'
import { readClusterSettings } from './cluster-settings.ts'

const whole = {
  EDUTRACK_MONGODB_URL: 'mongodb://db/edutrack?replicaSet=rs0',
  EDUTRACK_REDIS_JOBS_URL: 'redis://jobs:6379',
  EDUTRACK_REDIS_CACHE_URL: 'redis://cache:6379',
  EDUTRACK_S3_REGION: 'eu-north-1',
  EDUTRACK_S3_BUCKET: 'school',
  EDUTRACK_SMTP_URL: 'smtp://mail:587',
  EDUTRACK_MAIL_FROM: 'School <school@example.org>',
}

test('an environment that names no service is an embedded school, also where names are there and empty', () => {
  expect(readClusterSettings({ PATH: '/bin' })).toEqual({ cluster: undefined })
  expect(readClusterSettings({ EDUTRACK_MONGODB_URL: '', EDUTRACK_S3_BUCKET: ' ' })).toEqual({ cluster: undefined })
})

test('one that names all is a cluster; the login of S3 may be the machine’s role', () => {
  expect(readClusterSettings(whole)).toMatchObject({
    cluster: { mongodbUrl: whole.EDUTRACK_MONGODB_URL, s3: { region: 'eu-north-1', bucket: 'school' } },
  })
  expect(
    readClusterSettings({
      ...whole,
      EDUTRACK_S3_ENDPOINT: 'http://minio:9000',
      EDUTRACK_S3_ACCESS_KEY_ID: 'a',
      EDUTRACK_S3_SECRET_ACCESS_KEY: 'b',
    }),
  ).toMatchObject({
    cluster: { s3: { endpoint: 'http://minio:9000', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } } },
  })
})

test.each(Object.keys(whole))('without %s, it is said what lacks and how it looks', (name) => {
  const { [name as keyof typeof whole]: _missing, ...rest } = whole
  expect(readClusterSettings(rest)).toEqual({ problem: expect.stringContaining(`not ${name} (like `) as string })
})

test.each([
  ['EDUTRACK_MONGODB_URL', 'db:27017', /looks like mongodb:/],
  ['EDUTRACK_REDIS_CACHE_URL', 'http://cache', /looks like redis:/],
  ['EDUTRACK_SMTP_URL', 'mail', /looks like smtp:/],
  ['EDUTRACK_MAIL_FROM', 'School', /looks like School </],
  ['EDUTRACK_S3_ENDPOINT', 's3.example.org', /looks like https:/],
  ['EDUTRACK_S3_ENDPOINT', 'https://s3:port', /looks like https:/],
  ['EDUTRACK_REDIS_JOBS_URL', 'redis://:pa#ss@jobs:6379', /# is written %23.*redis:\/\/user:p%23ssword@host:6379/],
  ['EDUTRACK_REDIS_JOBS_URL', 'redis://jobs#1', /EDUTRACK_REDIS_JOBS_URL can’t be read/],
  ['EDUTRACK_REDIS_CACHE_URL', 'redis://:pa/ss@cache', /EDUTRACK_REDIS_CACHE_URL can’t be read/],
  ['EDUTRACK_REDIS_CACHE_URL', 'redis://:50%@cache', /% itself %25/],
  ['EDUTRACK_REDIS_CACHE_URL', 'redis://', /EDUTRACK_REDIS_CACHE_URL can’t be read/],
  ['EDUTRACK_SMTP_URL', 'smtp://user:pa#ss@mail:587', /EDUTRACK_SMTP_URL can’t be read/],
  ['EDUTRACK_SMTP_URL', 'smtp://user:pass@mail:port', /EDUTRACK_SMTP_URL can’t be read/],
  ['EDUTRACK_S3_ACCESS_KEY_ID', 'a', /go together/],
])('%s=%s is answered by a sentence', (name, text, problem) => {
  expect(readClusterSettings({ ...whole, [name]: text })).toEqual({ problem: expect.stringMatching(problem) as string })
})
