import type { QuestionKind } from '@edutrack/shared-schema/questions/registry'
import type { Keyboard } from './keyboard.ts'
import { words } from './words.ts'

/** A question of one point, as its author writes it and as a learner answers it, both with keys alone. */
export interface QuestionByKeyboard {
  readonly prompt: string
  /** On the screen of its editor, but for the prompt. */
  write(keys: Keyboard): Promise<void>
  answer(keys: Keyboard): Promise<void>
  /** Of its point; undefined: a person says it. */
  readonly earned: number | undefined
}

const lines = async (keys: Keyboard, field: RegExp, texts: readonly string[]): Promise<void> => {
  await keys.reach(field, 'textbox')
  for (const [index, text] of texts.entries()) {
    if (index > 0) await keys.key('Enter')
    await keys.type(text)
  }
}
const fields = async (keys: Keyboard, label: string, texts: readonly string[]): Promise<void> => {
  for (const [index, text] of texts.entries()) await keys.write(new RegExp(`^${label} ${String(index + 1)}$`), text)
}
const fillOnly = async (keys: Keyboard, text: string): Promise<void> => {
  await keys.reach(/./, 'textbox')
  await keys.type(text)
}

/** One of every type, about knots. */
export const questionsByKeyboard = {
  'single-choice': {
    prompt: 'Which knot makes a loop that does not slip?',
    write: async (keys) => {
      await fields(keys, 'Choice', ['Clove hitch', 'Bowline', 'Reef knot'])
      await keys.press(/^Remove number 4$/)
      // Into the new field leads the button that adds it.
      await keys.press(words('editor.add-choice'))
      await keys.type('Slip knot')
      await keys.pick(/^Choice 2 is right$/, /^Choice \d is right$/)
    },
    answer: (keys) => keys.pick(/Bowline/),
    earned: 1,
  },
  'multiple-choice': {
    prompt: 'Which of these make a loop?',
    write: async (keys) => {
      await fields(keys, 'Choice', ['Bowline', 'Figure eight on a bight', 'Sheet bend', 'Clove hitch'])
      await keys.turn(/^Choice 1 is right$/)
      await keys.turn(/^Choice 2 is right$/)
    },
    // One of two.
    answer: (keys) => keys.turn(/Bowline/),
    earned: 0.5,
  },
  'true-false': {
    prompt: 'A rope is stronger where it is knotted.',
    write: (keys) => keys.choose(words('editor.it-is'), 'False'),
    answer: (keys) => keys.pick(words('question.false')),
    earned: 1,
  },
  'short-text': {
    prompt: 'What is that end of a rope called with which a knot is tied?',
    write: (keys) => lines(keys, words('editor.accepted'), ['working end', 'running end']),
    answer: (keys) => fillOnly(keys, 'Working End'),
    earned: 1,
  },
  numeric: {
    prompt: 'How many strands has a three-strand rope?',
    write: (keys) => keys.write(words('editor.value'), '3'),
    answer: (keys) => fillOnly(keys, '3'),
    earned: 1,
  },
  matching: {
    prompt: 'Which knot is for what?',
    write: async (keys) => {
      await fields(keys, 'Entry', ['To join two ropes', 'To tie to a pole', 'To make a loop'])
      await fields(keys, 'What belongs to entry', ['Sheet bend', 'Clove hitch', 'Bowline'])
      await lines(keys, words('editor.other-matches'), ['Granny knot'])
    },
    answer: async (keys) => {
      await keys.choose(/^To join two ropes$/, 'Sheet bend')
      await keys.choose(/^To tie to a pole$/, 'Clove hitch')
      await keys.choose(/^To make a loop$/, 'Bowline')
    },
    earned: 1,
  },
  ordering: {
    prompt: 'Put the steps of a bowline in order.',
    write: async (keys) => {
      await fields(keys, 'Entry', ['Make a loop', 'Come through again', 'Go around the rope'])
      // The last two change places.
      await keys.reach(/^Move up: Go around the rope$/, 'button')
      await keys.key('Alt+ArrowUp')
    },
    // From whatever order is shown.
    answer: async (keys) => {
      await keys.press(/^Move down: Make a loop$/)
      await keys.reach(/^Move up: Make a loop$/, 'button')
      await keys.key('Enter', 2)
      await keys.reach(/^Move down: Come through again$/, 'button')
      await keys.key('Alt+ArrowDown', 2)
    },
    earned: 1,
  },
  gaps: {
    prompt: 'How does the story of the bowline go?',
    write: async (keys) => {
      await keys.reach(words('editor.gaps-text'), 'textbox')
      // Behind each new gap the text is written on.
      for (const text of ['The rabbit comes out of the ', ', goes round the ']) {
        await keys.type(text)
        await keys.press(words('editor.add-gap'))
      }
      await keys.type(' and back.')
      await lines(keys, words('editor.accepted'), ['hole', 'burrow'])
      // The first of these is the first gap’s, which lies behind.
      await keys.choose(words('editor.gap-way'), 'Choosing')
      await lines(keys, words('editor.options'), ['house', 'tree'])
      await keys.choose(words('question.right-answer'), 'tree')
    },
    answer: async (keys) => {
      await keys.reach(/^Gap 1 of 2$/, 'textbox')
      await keys.type('hole')
      await keys.choose(/^Gap 2 of 2$/, 'tree')
    },
    earned: 1,
  },
  essay: {
    prompt: 'When would you not use a bowline?',
    write: async (keys) => {
      await keys.write(words('editor.min-words'), '5')
      await keys.press(words('editor.add-criterion'))
      await keys.type('Names a danger')
      await keys.write(words('editor.notes'), 'It shakes loose where nothing pulls at it.')
    },
    answer: (keys) => fillOnly(keys, 'Where it can shake loose.'),
    earned: undefined,
  },
} as const satisfies Readonly<Record<QuestionKind, QuestionByKeyboard>>
