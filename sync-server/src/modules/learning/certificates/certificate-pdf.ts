import { encode } from 'uqr'
import { certificateFonts, type CertificateFont, type CertificateFonts, type Weight } from './certificate-fonts.ts'
import { issuerName, publicAddresses, type CertificateContent } from './open-badge.ts'
import { canShow, plainLine, textRuns } from './text-runs.ts'

type Document = PDFKit.PDFDocument

/** A4, lying; in points. */
const WIDTH = 841.89
const HEIGHT = 595.28
const BAND = 132
const MARGIN = 56
const QR = 108
const LEFT = BAND + MARGIN
const ROOM = WIDTH - LEFT - MARGIN
const PAPER = '#fbf8f1'
const TEAL = '#0b5c5a'
const TEAL_SOFT = '#2d7f7b'
const INK = '#1f2a2c'
const INK_SOFT = '#56646a'
const AMBER = '#c98a1b'

/**
 * The certificate as one page to print: a band with a seal, the person's name, and a QR code that leads to the public page. The same content gives the same bytes.
 * A name in a script that the fonts don't have is not drawn as boxes: the page says so, and where the name reads in full.
 */
export const certificatePdf = async (
  certificate: CertificateContent,
  { baseUrl, instructorName }: { readonly baseUrl: string; readonly instructorName: string },
): Promise<Buffer> => {
  // Large, and asked for by the worker alone.
  const { default: PDFDocument } = await import('pdfkit')
  const fonts = await certificateFonts()
  const { personName, courseTitle, percent, issuedAt, id } = certificate
  const document = new PDFDocument({
    size: [WIDTH, HEIGHT],
    margin: 0,
    lang: 'en',
    pdfVersion: '1.7',
    tagged: true,
    displayTitle: true,
    info: {
      Title: `${plainLine(courseTitle)}: ${plainLine(personName)}`,
      Author: issuerName(baseUrl),
      Subject: 'Certificate',
      Creator: 'EduTrack',
      Producer: 'EduTrack',
      CreationDate: new Date(issuedAt),
    },
  })
  const whole = bytesOf(document)
  const pen = createPen(document, fonts)

  document.rect(0, 0, WIDTH, HEIGHT).fill(PAPER)
  drawBand(document, id)
  drawSeal(document)

  pen.write('Certificate', { y: 96, sizes: [15], weight: 700, color: TEAL })
  document.rect(LEFT, 108, 44, 2).fill(AMBER)
  pen.write('This is to certify that', { y: 160, sizes: [14], color: INK_SOFT })
  const isNameShown = canShow(personName, fonts[700])
  const name = isNameShown
    ? { text: personName, sizes: [40, 32, 26, 20], weight: 700 as const }
    : {
        text: 'the person who is named at the address below (this document has no font for the script of the name)',
        sizes: [18],
        weight: 400 as const,
      }
  let y = pen.write(name.text, { y: 206, ...name, color: INK, lines: 2 })
  y = pen.write('has completed the course', { y: y + 34, sizes: [14], color: INK_SOFT })
  y = pen.write(canShow(courseTitle, fonts[700]) ? courseTitle : 'that is named at the address below', {
    y: y + 38,
    sizes: [26, 21, 17],
    weight: 700,
    color: TEAL,
    lines: 2,
  })
  const teacher = canShow(instructorName, fonts[400]) && instructorName !== '' ? `Taught by ${instructorName}.  ` : ''
  pen.write(`${teacher}Grade: ${String(percent)} %`, { y: y + 32, sizes: [14, 12], color: INK, lines: 2 })

  const bottom = HEIGHT - MARGIN
  const room = ROOM - QR - 24
  pen.write(`Issued by ${issuerName(baseUrl)} on ${dayOf(issuedAt)}`, {
    y: bottom - 42,
    sizes: [12, 10],
    weight: 700,
    color: INK,
    room,
  })
  pen.write('Whether it is valid is said at this address, by the school:', {
    y: bottom - 22,
    sizes: [10],
    color: INK_SOFT,
    room,
  })
  const address = publicAddresses(baseUrl).verify(id)
  pen.write(address, { y: bottom - 6, sizes: [10, 8], color: TEAL, room, link: address })
  drawQr(document, address, WIDTH - MARGIN - QR, bottom - QR)
  document.end()
  return whole
}

/** In the one calendar that is read the same everywhere, with the month as a word. */
const dayOf = (time: number): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(time)

const bytesOf = (document: Document): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    document.on('data', (chunk: Buffer) => chunks.push(chunk))
    document.on('end', () => resolve(Buffer.concat(chunks)))
    document.on('error', reject)
  })

interface Writing {
  /** Baseline of the first line. */
  readonly y: number
  /** The first in which the text fits is taken; in the last it is cut. */
  readonly sizes: readonly number[]
  readonly color: string
  readonly weight?: Weight
  readonly lines?: number
  readonly room?: number
  readonly link?: string
}

/** Writes texts of any direction, mixed scripts included. `write` gives the baseline of its last line. */
const createPen = (document: Document, fonts: CertificateFonts) => {
  const take = (font: CertificateFont, size: number): Document => {
    if (!registered.has(font.name)) document.registerFont(font.name, font.bytes)
    registered.add(font.name)
    return document.font(font.name).fontSize(size)
  }
  const registered = new Set<string>()
  // Given features, pdfkit shapes a run as a whole: otherwise it would set the words of Arabic from left to right.
  const shaping = { features: [] }
  const widthOf = (line: string, weight: Weight, size: number): number =>
    textRuns(line, fonts[weight]).reduce(
      (sum, { text, font }) => sum + take(font, size).widthOfString(text, shaping),
      0,
    )
  return {
    write: (given: string, { y, sizes, color, weight = 400, lines: most = 1, room = ROOM, link }: Writing): number => {
      const text = plainLine(given)
      let size = sizes[0] ?? 12
      let lines: readonly string[] = []
      for (size of sizes) {
        lines = linesOf(text, (line) => widthOf(line, weight, size) <= room)
        if (lines.length <= most) break
      }
      const shown = lines.slice(0, most)
      if (lines.length > most) {
        let last = shown[most - 1] ?? ''
        while (last.includes(' ') && widthOf(`${last} …`, weight, size) > room)
          last = last.slice(0, last.lastIndexOf(' '))
        shown[most - 1] = `${last} …`
      }
      let baseline = y
      document.addStructure(
        document.struct('P', { actual: text }, () => {
          for (const [index, line] of shown.entries()) {
            baseline = y + index * size * 1.25
            let x = LEFT
            for (const run of textRuns(line, fonts[weight])) {
              take(run.font, size)
                .fillColor(color)
                .text(run.text, x, baseline, { ...shaping, lineBreak: false, baseline: 'alphabetic' })
              x += document.widthOfString(run.text, shaping)
            }
            if (link !== undefined) document.link(LEFT, baseline - size, x - LEFT, size * 1.3, link)
          }
        }),
      )
      return baseline
    },
  }
}

/** Broken between words; a word that is longer than a line, between characters. */
const linesOf = (text: string, fits: (line: string) => boolean): readonly string[] => {
  const lines: string[] = []
  let line = ''
  const take = (piece: string, glue: string): void => {
    const longer = line === '' ? piece : `${line}${glue}${piece}`
    if (fits(longer)) {
      line = longer
      return
    }
    if (line !== '') lines.push(line)
    line = piece
  }
  for (const word of text.split(' ')) {
    if (fits(word)) take(word, ' ')
    else for (const { segment } of new Intl.Segmenter('en').segment(word)) take(segment, '')
  }
  return line === '' ? lines : [...lines, line]
}

/** Waves whose course follows from the certificate's id: no two bands are alike. */
const drawBand = (document: Document, id: string): void => {
  document.rect(0, 0, BAND, HEIGHT).fill(TEAL)
  document.save().rect(0, 0, BAND, HEIGHT).clip()
  const seeds = [...id].map((character) => character.codePointAt(0) ?? 0)
  for (let wave = 0; wave < 14; wave += 1) {
    const phase = (seeds[wave % seeds.length] ?? 0) / 9
    const swing = 10 + ((seeds[(wave * 3 + 1) % seeds.length] ?? 0) % 22)
    const middle = (wave + 0.5) * (BAND / 14)
    document.moveTo(middle + swing * Math.sin(phase), 0)
    for (let y = 0; y <= HEIGHT; y += 8) document.lineTo(middle + swing * Math.sin(phase + y / 58), y)
    document.lineWidth(0.7).strokeColor(TEAL_SOFT).stroke()
  }
  document.restore()
}

/** A rosette on the edge of the band. */
const drawSeal = (document: Document): void => {
  const x = BAND
  const y = 118
  for (const turn of [-0.32, 0.32])
    document
      .save()
      .rotate((turn * 180) / Math.PI / 2, { origin: [x, y] })
      .path(`M ${String(x - 13 + turn * 30)} ${String(y + 20)} v 58 l 13 -11 l 13 11 v -58 z`)
      .fill(AMBER)
      .restore()
  const petals = 20
  document.moveTo(x + 40, y)
  for (let step = 1; step <= petals * 2; step += 1) {
    const radius = step % 2 === 0 ? 40 : 36
    const angle = (step * Math.PI) / petals
    document.lineTo(x + radius * Math.cos(angle), y + radius * Math.sin(angle))
  }
  document.fill(AMBER)
  document.circle(x, y, 30).fill(PAPER)
  document.circle(x, y, 26.5).lineWidth(1).strokeColor(AMBER).stroke()
  document
    .moveTo(x - 12, y + 1)
    .lineTo(x - 3, y + 10)
    .lineTo(x + 13, y - 9)
    .lineWidth(5)
    .lineCap('round')
    .lineJoin('round')
    .strokeColor(TEAL)
    .stroke()
}

const drawQr = (document: Document, text: string, x: number, y: number): void => {
  // The quiet zone that a reader needs is part of it: 4 modules.
  const { data, size } = encode(text, { ecc: 'M', border: 4 })
  const module = QR / size
  document.rect(x, y, QR, QR).fill('#ffffff')
  for (const [row, cells] of data.entries())
    for (const [column, isDark] of cells.entries())
      if (isDark) document.rect(x + column * module, y + row * module, module, module)
  document.fill(INK)
}
