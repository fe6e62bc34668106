const FORMULA =
  'Its numbers are drawn anew for each learner and its answer is a formula, which no question type here has.'
const reasons = new Map([
  ['description', 'It is a text without a question. Put it on a page of the course.'],
  ['calculated', FORMULA],
  ['calculatedsimple', FORMULA],
  ['calculatedmulti', FORMULA],
  ['formulas', FORMULA],
  ['varnumeric', FORMULA],
  ['varnumericset', FORMULA],
  ['stack', 'Its answers are checked by a computer algebra system, which is not here.'],
  ['ddimageortext', 'Things are dragged onto a picture, which no question type here does.'],
  ['ddmarker', 'Places are marked on a picture, which no question type here does.'],
  ['imageselect', 'Places are marked on a picture, which no question type here does.'],
  ['random', 'It draws another question of the bank. Set a number to draw in a quiz instead.'],
  ['randomsamatch', 'It makes a matching out of questions that it draws from the bank.'],
  ['coderunner', 'Programs that learners write are run to check them, which is not done here.'],
  ['recordrtc', 'It is answered by a recording of voice or video, which can’t be handed in here.'],
  ['poodllrecording', 'It is answered by a recording of voice or video, which can’t be handed in here.'],
  ['pmatch', 'Its answers are checked by patterns of words, which are not known here.'],
  ['regexp', 'Its answers are checked by patterns of characters, which are not known here.'],
  ['kprime', 'Each of its lines is judged for itself, true or false; make true-or-false questions of them.'],
  ['mtf', 'Each of its lines is judged for itself, true or false; make true-or-false questions of them.'],
  ['geogebra', 'It is answered within a GeoGebra drawing, which is not here.'],
  ['missingtype', 'Moodle itself no longer knew the type of this question.'],
])

/** Why a type of Moodle's has no place here. */
export const whyNotMoodle = (type: string): string =>
  reasons.get(type) ?? `There is no question type here for Moodle’s “${type.slice(0, 40)}”.`
