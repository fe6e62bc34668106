import { strToU8, zipSync } from 'fflate'

/** What becomes of an item: the type that it gets here, or words of the reason why it has none. */
interface Expected {
  readonly status: 'imported' | 'lossy' | 'skipped'
  readonly type: string
  readonly reason?: RegExp
}
interface Interaction {
  readonly name: string
  /** Of `RESPONSE`: `single identifier`, and what is right. */
  readonly declared: readonly [cardinality: string, baseType: string, ...right: readonly string[]]
  /** In QTI 2. */
  readonly body: string
  readonly expected: Expected
}

const picture = '<object type="image/png" data="map.png" width="100" height="80">A map</object>'
const response = 'responseIdentifier="RESPONSE"'
const skipped = (type: string, reason: RegExp): Expected => ({ status: 'skipped', type, reason })
const imported = (type: string): Expected => ({ status: 'imported', type })

/** Each interaction of QTI 2.1, 2.2 and 3 in an item of our own, as its public description shows its use. */
export const everyInteraction: readonly Interaction[] = [
  {
    name: 'choice',
    declared: ['single', 'identifier', 'B'],
    body: `<choiceInteraction ${response} shuffle="false" maxChoices="1"><prompt>Which one swims?</prompt><simpleChoice identifier="A">Owl</simpleChoice><simpleChoice identifier="B">Trout</simpleChoice></choiceInteraction>`,
    expected: imported('single-choice'),
  },
  {
    name: 'choice of many',
    declared: ['multiple', 'identifier', 'A', 'C'],
    body: `<choiceInteraction ${response} shuffle="false" maxChoices="0"><prompt>Which fly?</prompt><simpleChoice identifier="A">Owl</simpleChoice><simpleChoice identifier="B">Trout</simpleChoice><simpleChoice identifier="C">Bat</simpleChoice></choiceInteraction>`,
    expected: { status: 'lossy', type: 'multiple-choice', reason: /each right/ },
  },
  {
    name: 'order',
    declared: ['ordered', 'identifier', 'B', 'A', 'C'],
    body: `<orderInteraction ${response} shuffle="true"><prompt>Small to large.</prompt><simpleChoice identifier="A">Cat</simpleChoice><simpleChoice identifier="B">Ant</simpleChoice><simpleChoice identifier="C">Cow</simpleChoice></orderInteraction>`,
    expected: { status: 'lossy', type: 'ordering', reason: /All or nothing/ },
  },
  {
    name: 'associate',
    declared: ['multiple', 'pair', 'A C', 'B D'],
    body: `<associateInteraction ${response} shuffle="false" maxAssociations="2"><prompt>Who eats what?</prompt>${['Owl', 'Cow', 'Mouse', 'Grass'].map((word, index) => `<simpleAssociableChoice identifier="${'ABCD'[index] ?? ''}" matchMax="1">${word}</simpleAssociableChoice>`).join('')}</associateInteraction>`,
    expected: { status: 'lossy', type: 'matching', reason: /./ },
  },
  {
    name: 'match',
    declared: ['multiple', 'directedPair', 'A X', 'B Y'],
    body: `<matchInteraction ${response} shuffle="false" maxAssociations="2"><prompt>Where do they live?</prompt><simpleMatchSet><simpleAssociableChoice identifier="A" matchMax="1">Fox</simpleAssociableChoice><simpleAssociableChoice identifier="B" matchMax="1">Pike</simpleAssociableChoice></simpleMatchSet><simpleMatchSet><simpleAssociableChoice identifier="X" matchMax="2">Wood</simpleAssociableChoice><simpleAssociableChoice identifier="Y" matchMax="2">Lake</simpleAssociableChoice></simpleMatchSet></matchInteraction>`,
    expected: { status: 'lossy', type: 'matching', reason: /./ },
  },
  {
    name: 'gap match',
    declared: ['multiple', 'directedPair', 'W G1', 'S G2'],
    body: `<gapMatchInteraction ${response} shuffle="false"><gapText identifier="W" matchMax="1">winter</gapText><gapText identifier="S" matchMax="1">summer</gapText><p>It snows in <gap identifier="G1"/> and is warm in <gap identifier="G2"/>.</p></gapMatchInteraction>`,
    expected: { status: 'lossy', type: 'gaps', reason: /./ },
  },
  {
    name: 'inline choice',
    declared: ['single', 'identifier', 'Y'],
    body: `<p>A whale is a <inlineChoiceInteraction ${response} shuffle="false"><inlineChoice identifier="G">fish</inlineChoice><inlineChoice identifier="Y">mammal</inlineChoice></inlineChoiceInteraction>.</p>`,
    expected: imported('gaps'),
  },
  {
    name: 'text entry',
    declared: ['single', 'string', 'bee'],
    body: `<p>Honey is made by a <textEntryInteraction ${response} expectedLength="15"/>.</p>`,
    expected: imported('short-text'),
  },
  {
    name: 'extended text',
    declared: ['single', 'string'],
    body: `<extendedTextInteraction ${response} expectedLines="4"><prompt>Describe an animal.</prompt></extendedTextInteraction>`,
    expected: { status: 'imported', type: 'essay' },
  },
  {
    name: 'hot text',
    declared: ['single', 'identifier', 'H2'],
    body: `<hottextInteraction ${response} maxChoices="1"><prompt>Which word is wrong?</prompt><p>Two <hottext identifier="H1">birds</hottext> <hottext identifier="H2">is</hottext> singing.</p></hottextInteraction>`,
    expected: { status: 'lossy', type: 'single-choice', reason: /./ },
  },
  {
    name: 'slider',
    declared: ['single', 'integer', '8'],
    body: `<sliderInteraction ${response} lowerBound="0" upperBound="20" step="1"><prompt>How many legs has a spider?</prompt></sliderInteraction>`,
    expected: { status: 'lossy', type: 'numeric', reason: /./ },
  },
  {
    name: 'hotspot',
    declared: ['single', 'identifier', 'A'],
    body: `<hotspotInteraction ${response} maxChoices="1"><prompt>Where is the nest?</prompt>${picture}<hotspotChoice shape="circle" coords="20,20,8" identifier="A"/><hotspotChoice shape="circle" coords="60,20,8" identifier="B"/></hotspotInteraction>`,
    expected: skipped('hotspot', /marked on a picture/),
  },
  {
    name: 'graphic order',
    declared: ['ordered', 'identifier', 'A', 'B'],
    body: `<graphicOrderInteraction ${response}><prompt>North to south.</prompt>${picture}<hotspotChoice shape="circle" coords="20,20,8" identifier="A"/><hotspotChoice shape="circle" coords="60,60,8" identifier="B"/></graphicOrderInteraction>`,
    expected: skipped('graphic order', /put in order/),
  },
  {
    name: 'graphic associate',
    declared: ['multiple', 'pair', 'A B'],
    body: `<graphicAssociateInteraction ${response} maxAssociations="1"><prompt>Which are joined?</prompt>${picture}<associableHotspot shape="circle" coords="20,20,8" identifier="A" matchMax="1"/><associableHotspot shape="circle" coords="60,60,8" identifier="B" matchMax="1"/></graphicAssociateInteraction>`,
    expected: skipped('graphic associate', /joined/),
  },
  {
    name: 'graphic gap match',
    declared: ['multiple', 'directedPair', 'G A'],
    body: `<graphicGapMatchInteraction ${response}><prompt>Place the names.</prompt>${picture}<gapText identifier="G" matchMax="1">Nest</gapText><associableHotspot shape="circle" coords="20,20,8" identifier="A" matchMax="1"/></graphicGapMatchInteraction>`,
    expected: skipped('graphic gap match', /dragged onto a picture/),
  },
  {
    name: 'select point',
    declared: ['single', 'point', '20 20'],
    body: `<selectPointInteraction ${response} maxChoices="1"><prompt>Mark the nest.</prompt>${picture}</selectPointInteraction>`,
    expected: skipped('select point', /marked on a picture/),
  },
  {
    name: 'position object',
    declared: ['single', 'point', '20 20'],
    body: `<positionObjectStage>${picture}<positionObjectInteraction ${response} maxChoices="1"><object type="image/png" data="pin.png">A pin</object></positionObjectInteraction></positionObjectStage>`,
    expected: skipped('position object', /placed on a picture/),
  },
  {
    name: 'drawing',
    declared: ['single', 'file'],
    body: `<drawingInteraction ${response}><prompt>Draw it.</prompt>${picture}</drawingInteraction>`,
    expected: skipped('drawing', /drawing/),
  },
  {
    name: 'upload',
    declared: ['single', 'file'],
    body: `<uploadInteraction ${response}><prompt>Hand in a file.</prompt></uploadInteraction>`,
    expected: skipped('upload', /handing in a file/),
  },
  {
    name: 'media',
    declared: ['single', 'integer'],
    body: `<mediaInteraction ${response} autostart="false" maxPlays="2"><prompt>Listen.</prompt><object type="audio/mpeg" data="owl.mp3">An owl</object></mediaInteraction>`,
    expected: skipped('media', /watching or listening/),
  },
  {
    name: 'custom',
    declared: ['single', 'string', 'x'],
    body: `<customInteraction ${response} class="org.example.dial"/>`,
    expected: skipped('custom', /program of its own/),
  },
]

const namespaces = {
  '2.1': ['http://www.imsglobal.org/xsd/imsqti_v2p1', 'http://www.imsglobal.org/question/qti_v2p1/rptemplates'],
  '2.2': ['http://www.imsglobal.org/xsd/imsqti_v2p2', 'http://www.imsglobal.org/question/qti_v2p2/rptemplates'],
  '3': ['http://www.imsglobal.org/xsd/imsqtiasi_v3p0', 'https://purl.imsglobal.org/spec/qti/v3p0/rptemplates'],
} as const
export type QtiVersion = keyof typeof namespaces

const html = new Set(['p', 'object', 'img'])
const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
/** QTI 3 says the same by names of its own. */
const inQti3 = (xml: string): string =>
  xml.replaceAll(/<(\/?)([A-Za-z]+)((?:\s+[A-Za-z:]+="[^"]*")*)/g, (whole, end: string, name: string, given: string) =>
    html.has(name)
      ? whole
      : `<${end}qti-${kebab(name)}${given.replaceAll(/([A-Za-z]+)=/g, (_, attribute: string) => `${attribute === 'xmlns' ? attribute : kebab(attribute)}=`)}`,
  )

const itemOf = ({ name, declared, body }: Interaction, id: string, version: QtiVersion): string => {
  const [namespace, templates] = namespaces[version]
  const [cardinality, baseType, ...right] = declared
  const correct =
    right.length === 0
      ? ''
      : `<correctResponse>${right.map((value) => `<value>${value}</value>`).join('')}</correctResponse>`
  const xml = `<assessmentItem xmlns="${namespace}" identifier="${id}" title="${name}" adaptive="false" timeDependent="false"><responseDeclaration identifier="RESPONSE" cardinality="${cardinality}" baseType="${baseType}">${correct}</responseDeclaration><outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"><defaultValue><value>0</value></defaultValue></outcomeDeclaration><itemBody>${body}</itemBody>${right.length === 0 ? '' : `<responseProcessing template="${templates}/match_correct${version === '3' ? '.xml' : ''}"/>`}</assessmentItem>`
  return `<?xml version="1.0" encoding="UTF-8"?>${version === '3' ? inQti3(xml) : xml}`
}

/** A package with an item for each interaction. */
export const packageOfEveryInteraction = (version: QtiVersion): Uint8Array => {
  const type = version === '3' ? 'imsqti_item_xmlv3p0' : `imsqti_item_xmlv${version.replace('.', 'p')}`
  const items = everyInteraction.map((interaction, index) => ({ interaction, id: `item-${String(index + 1)}` }))
  const resources = items.map(
    ({ id }) => `<resource identifier="${id}" type="${type}" href="${id}.xml"><file href="${id}.xml"/></resource>`,
  )
  const [schema, schemaVersion] = version === '3' ? ['QTI Package', '3.0.0'] : [`QTIv${version} Package`, '1.0.0']
  const manifest = `<?xml version="1.0" encoding="UTF-8"?><manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" identifier="m"><metadata><schema>${schema ?? ''}</schema><schemaversion>${schemaVersion ?? ''}</schemaversion></metadata><organizations/><resources>${resources.join('')}</resources></manifest>`
  return zipSync({
    'imsmanifest.xml': strToU8(manifest),
    ...Object.fromEntries(items.map(({ interaction, id }) => [`${id}.xml`, strToU8(itemOf(interaction, id, version))])),
  })
}
