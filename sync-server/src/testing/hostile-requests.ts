import fc from 'fast-check'
import { deflateSync, gzipSync } from 'node:zlib'
import { hostileTexts, hostileText, hostileValue, nested } from './hostile-values.ts'

/** One request as somebody might send it who means no good, or whose software is broken. */
export interface HostileRequest {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: Uint8Array<ArrayBuffer>
}

/** Requests to a route of the app's table: whatever stands in the place of its parameters, in its query, its headers, and its body, which is `valid` with some of it changed. */
export const hostileRequest = (path: string, { valid }: { readonly valid?: unknown }): fc.Arbitrary<HostileRequest> =>
  fc.record(
    {
      path: pathOf(path),
      headers: fc
        .array(
          fc.oneof(
            ...Object.entries(HEADERS).map(([name, values]) =>
              fc.constantFrom(...values).map((value) => [name, value] as const),
            ),
          ),
          {
            maxLength: 3,
          },
        )
        .map((headers) => Object.fromEntries(headers)),
      ...(valid === undefined ? {} : { body: bodyLike(valid) }),
    },
    { requiredKeys: ['path', 'headers'] },
  )

/** `valid` as JSON in which one value or more is another, or what is no JSON at all. */
export const bodyLike = (valid: unknown): fc.Arbitrary<Uint8Array<ArrayBuffer>> => {
  const text = JSON.stringify(valid)
  return fc.oneof(
    {
      arbitrary: changed(valid)
        .map((value) => JSON.stringify(value))
        .map(bytes),
      weight: 6,
    },
    { arbitrary: fc.nat({ max: text.length }).map((end) => bytes(text.slice(0, end))), weight: 1 },
    { arbitrary: fc.constantFrom(...BODIES), weight: 2 },
    { arbitrary: fc.uint8Array({ maxLength: 60 }).map((array) => new Uint8Array(array)), weight: 1 },
  )
}

const bytes = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text))

/** The value with one of its parts replaced. */
const changed = (value: unknown): fc.Arbitrary<unknown> => {
  if (typeof value !== 'object' || value === null) return hostileValue
  const names = Object.keys(value)
  if (names.length === 0) return hostileValue
  return fc.oneof(
    { arbitrary: hostileValue, weight: 1 },
    {
      arbitrary: fc
        .constantFrom(...names)
        .chain((name) =>
          changed((value as Record<string, unknown>)[name]).map((part) =>
            Array.isArray(value)
              ? value.map((element, index) => (String(index) === name ? part : (element as unknown)))
              : { ...value, [name]: part },
          ),
        ),
      weight: 6,
    },
    {
      arbitrary: fc.tuple(hostileText, hostileValue).map(([name, part]) =>
        Array.isArray(value)
          ? [...(value as unknown[]), part]
          : Object.defineProperty({ ...value }, name, {
              value: part,
              enumerable: true,
              configurable: true,
              writable: true,
            }),
      ),
      weight: 1,
    },
  )
}

const BODIES: readonly Uint8Array<ArrayBuffer>[] = [
  ...[
    '',
    'null',
    'true',
    '0',
    '""',
    '[]',
    '{}',
    '{',
    '1e999',
    '{"protocol":1e999}',
    '{"__proto__":{"protocol":1}}',
    nested(100),
    nested(199),
    nested(201),
    nested(50_000),
    nested(20_000, 'object'),
    `{"protocol":1,"push":${nested(150)}}`,
    `"${'['.repeat(1000)}"`,
    `"${'\\'.repeat(999)}"`,
    '\ufeff{}',
    '{"a":1,"a":2}',
    'a=1&b=2',
    '<xml/>',
  ].map(bytes),
  new Uint8Array([0xff, 0xfe, 0x7b, 0x00]),
  new Uint8Array([0xc3, 0x28]),
  new Uint8Array(gzipSync('{}')),
  new Uint8Array(gzipSync('{"protocol":1}').subarray(0, 12)),
  new Uint8Array(deflateSync('{}')),
]

/** Header values are Latin letters without line ends: the platform takes no others. */
const HEADERS: Readonly<Record<string, readonly string[]>> = {
  'content-type': [
    '',
    'application/offset+octet-stream',
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/json; charset=utf-16',
    'application/xml',
    'x'.repeat(1000),
  ],
  'content-encoding': ['gzip', 'br', 'deflate', 'identity', 'gzip, gzip', 'nonsense'],
  'content-length': ['0', '-1', '99999999999', 'nonsense', '8388609'],
  'transfer-encoding': ['chunked', 'gzip, chunked'],
  'accept-encoding': ['gzip;q=x', '*', 'br;q=0, gzip', 'x'.repeat(2000), 'gzip;'.repeat(200)],
  accept: ['text/html', 'image/*', '*/*;q=nonsense'],
  range: [
    'bytes=0-',
    'bytes=-0',
    'bytes=5-2',
    'bytes=99999999999999999999-',
    'bytes=0-1,3-4',
    'lines=1-2',
    'bytes=',
    'bytes=-',
  ],
  'if-none-match': ['*', '""', 'W/"x"', ',,,', '"'.repeat(500)],
  'if-range': ['nonsense', '"x"'],
  'if-modified-since': ['nonsense', 'Thu, 01 Jan 1970 00:00:00 GMT'],
  origin: ['null', 'https://elsewhere.example', 'nonsense', 'http://localhost:4000'],
  host: ['elsewhere.example', 'localhost:4000@elsewhere.example', ''],
  referer: ['https://elsewhere.example/'],
  authorization: ['Bearer x', 'Basic OjpbOg==', 'x'.repeat(3000)],
  'tus-resumable': ['1.0.0', '0.0.1', ''],
  'upload-offset': ['0', '-1', '99999999999999999999', 'nonsense'],
  'upload-length': ['0', '1', '-1', '1e3', '99999999999999999999', 'nonsense'],
  'upload-defer-length': ['1', '2'],
  'upload-metadata': ['', 'id', 'id !', 'id eA==,courseId eA==,name eA==', `id ${'A'.repeat(3000)}`, ','.repeat(500)],
  'upload-concat': ['partial', 'final;/api/uploads/x'],
  'x-forwarded-for': ['127.0.0.1', '::1', 'nonsense, 1, 2', ','.repeat(500)],
  'x-forwarded-host': ['elsewhere.example'],
  'x-forwarded-proto': ['https', 'nonsense'],
  'x-request-id': ['x'.repeat(500), '<script>'],
  'x-http-method-override': ['DELETE'],
  'x-no-compression': ['1'],
  'x-edutrack-client-address': ['1.2.3.4'],
  'sec-fetch-mode': ['navigate', 'nonsense'],
  'user-agent': ['', 'x'.repeat(3000), '<script>alert(1)</script>'],
}

/** What a URL can carry of a text: halves of characters have no place in one. */
const inUrl = (text: string): string => encodeURIComponent(text.toWellFormed())

const pathOf = (path: string): fc.Arbitrary<string> => {
  const value = fc.oneof(fc.constantFrom(...hostileTexts), hostileText).map((text) => inUrl(text))
  const raw = fc.constantFrom('%', '%zz', '%E0%A4%A', '%00', '%2e%2e', '..;', 'a%2Fb', '%F0%9F')
  const segments = path.split('/').map((segment) => {
    if (segment === '*') return fc.oneof(value, raw)
    // A pattern of the route's own; what does not meet it is another address.
    if (segment.startsWith(':'))
      return fc.oneof(value, raw, fc.constantFrom('a'.repeat(64), '0'.repeat(64), 'f'.repeat(63)))
    return fc.constant(segment)
  })
  const name = fc.oneof(fc.constantFrom(...QUERY_NAMES), value)
  const query = fc
    .array(
      fc.tuple(name, fc.oneof(value, raw, fc.constantFrom('1', '-1', '0', '1e9', 'NaN', '99999999999999999999'))),
      { maxLength: 3 },
    )
    .map((pairs) => pairs.map(([key, text]) => `${key}=${text}`).join('&'))
  return fc
    .tuple(fc.tuple(...segments), query)
    .map(([parts, text]) => `${parts.join('/') || '/'}${text === '' ? '' : `?${text}`}`)
}

const QUERY_NAMES: readonly string[] = [
  'protocol',
  'device',
  'page',
  'limit',
  'offset',
  'q',
  'token',
  'query',
  'variables',
  'after',
  'status',
  'category',
  'level',
  'sort',
  '__proto__',
  'constructor',
]
