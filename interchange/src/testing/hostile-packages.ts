import { strToU8, zipSync } from 'fflate'
import { rawZip } from './raw-zip.ts'

const MB = 1024 * 1024
const GIFT = 'Is water wet? {TRUE}\n'
const questions = { name: 'questions.gift', content: GIFT }
const question = (text: string): string =>
  `<question type="truefalse"><name><text>Q</text></name><questiontext format="html"><text>${text}</text></questiontext><answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer></question>`

/** A package that means harm. `says`: what its reader is told; `isRead`: what is good in it comes in all the same. */
export interface HostilePackage {
  readonly name: string
  readonly bytes: () => Uint8Array
  readonly isRead: boolean
  readonly says: RegExp
}

const line = (head: string, tail: string): Uint8Array => {
  const bytes = new Uint8Array(head.length + 100 * MB + tail.length).fill(97)
  bytes.set(strToU8(head))
  bytes.set(strToU8(tail), head.length + 100 * MB)
  return bytes
}

export const hostilePackages: readonly HostilePackage[] = [
  {
    name: 'bomb.zip',
    bytes: () => zipSync({ 'questions.gift': strToU8(GIFT), 'zeros.png': new Uint8Array(100 * MB) }),
    isRead: false,
    says: /times its size/,
  },
  {
    name: 'lie.zip',
    bytes: () => rawZip([questions, { name: 'zeros.png', content: new Uint8Array(50 * MB), claimedSize: 10 }]),
    isRead: true,
    says: /zeros\.png|size/,
  },
  {
    name: 'climbs-out.zip',
    bytes: () => rawZip([questions, { name: '../../../etc/cron.d/x', content: 'x' }]),
    isRead: true,
    says: /leads out of the package/,
  },
  {
    name: 'link.zip',
    bytes: () => rawZip([questions, { name: 'link.png', content: '/etc/passwd', unixMode: 0o120777 }]),
    isRead: true,
    says: /a link to another place/,
  },
  {
    name: 'entities.xml',
    bytes: () =>
      strToU8(
        `<?xml version="1.0"?><!DOCTYPE quiz [<!ENTITY xxe SYSTEM "file:///etc/passwd"><!ENTITY a "${'ha'.repeat(1000)}"><!ENTITY b "${'&a;'.repeat(1000)}"><!ENTITY c "${'&b;'.repeat(1000)}">]><quiz>${question('Who? &xxe; &c;')}</quiz>`,
      ),
    isRead: true,
    says: /imported|lossy/,
  },
  {
    name: 'scripts.xml',
    bytes: () =>
      strToU8(
        `<?xml version="1.0"?><quiz>${question('<![CDATA[<p onclick="alert(1)">Ok? <script>alert(2)</script><a href="javascript:alert(3)">here</a><iframe src="https://evil.example"></iframe></p>]]>')}</quiz>`,
      ),
    isRead: true,
    says: /imported|lossy/,
  },
  { name: 'one-line.txt', bytes: () => line('', ''), isRead: false, says: /more than anybody writes/ },
  {
    name: 'one-line.xml',
    bytes: () =>
      line(
        '<quiz><question type="essay"><name><text>Q</text></name><questiontext format="html"><text>',
        `</text></questiontext></question>${question('ok')}</quiz>`,
      ),
    isRead: true,
    says: /Its text is longer/,
  },
  {
    name: 'nested.xml',
    bytes: () => strToU8(`<quiz>${'<a>'.repeat(200_000)}`),
    isRead: false,
    says: /stand in each other/,
  },
  {
    name: 'cut-off.imscc',
    bytes: () => strToU8('PK\u0003\u0004 and no more'),
    isRead: false,
    says: /damaged zip archive/,
  },
]
