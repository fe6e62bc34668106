/**
 * Every code that a sync answer or an HTTP error carries: its cause, its remedy, and whether trying again helps.
 * The app says it in the reader's language by the key `error.<code>` of its catalogue; `sentence` is the English.
 */
interface ErrorCode {
  readonly status: number
  readonly retry: boolean
  readonly cause: string
  readonly remedy: string
  readonly sentence: string
}
const define = <const T extends Record<string, ErrorCode>>(codes: T): T => codes

/** Codes of whole requests. */
export const requestErrors = define({
  'not-signed-in': {
    status: 401,
    retry: false,
    cause: 'No session, or it has ended.',
    remedy: 'Sign in; the queue stays and goes out after.',
    sentence: 'Please sign in again. Your work is safe on this device.',
  },
  'wrong-credentials': {
    status: 401,
    retry: false,
    cause: 'No account has this address and this password.',
    remedy: 'Try again, or ask for a new password.',
    sentence: 'E-mail or password is wrong.',
  },
  'email-taken': {
    status: 409,
    retry: false,
    cause: 'An account has this address already.',
    remedy: 'Sign in, or ask for a new password.',
    sentence: 'There is an account with this e-mail already. Sign in, or reset your password.',
  },
  'password-too-short': {
    status: 400,
    retry: false,
    cause: 'A password has fewer than 8 characters.',
    remedy: 'Choose a longer one.',
    sentence: 'The password is too short. Take 8 characters or more.',
  },
  'link-expired': {
    status: 400,
    retry: false,
    cause: 'The token of a letter is used, too old, or none of ours.',
    remedy: 'Ask for another letter.',
    sentence: 'This link has been used or is too old. Ask for a new one.',
  },
  'not-allowed': {
    status: 403,
    retry: false,
    cause: 'The role may not do this.',
    remedy: 'Ask an administrator.',
    sentence: 'Your account may not do this.',
  },
  'not-found': {
    status: 404,
    retry: false,
    cause: 'No such address or document.',
    remedy: 'Check the link.',
    sentence: 'This page or file does not exist.',
  },
  'no-such-colleague': {
    status: 404,
    retry: false,
    cause: 'No instructor’s account has this address.',
    remedy: 'Ask the colleague for the address they sign in with; an administrator makes people instructors.',
    sentence: 'No instructor of this school signs in with this address.',
  },
  'invalid-request': {
    status: 400,
    retry: false,
    cause: 'The request does not have the documented shape.',
    remedy: 'See `details` and the OpenAPI page.',
    sentence: 'The app sent something the school could not read.',
  },
  'too-large': {
    status: 413,
    retry: false,
    cause: 'The body exceeds its limit.',
    remedy: 'Send less at once.',
    sentence: 'This is too large to send at once.',
  },
  'upload-moved': {
    status: 409,
    retry: true,
    cause: 'The upload goes on at another byte: part of it came by another way.',
    remedy: 'Ask where it is (HEAD), and go on from there.',
    sentence: 'A part of this file has arrived already. Sending goes on where it is.',
  },
  'upload-busy': {
    status: 423,
    retry: true,
    cause: 'Another request is just writing to this upload.',
    remedy: 'Try again in a moment.',
    sentence: 'This file is just being sent from elsewhere. It goes on in a moment.',
  },
  'course-storage-full': {
    status: 507,
    retry: false,
    cause: 'The files of the course have reached their bound, or the person has too many uploads open.',
    remedy: 'Remove files that are not used.',
    sentence: 'The files of this course take all the room that a course may have. Remove some that you don’t use.',
  },
  'protocol-mismatch': {
    status: 426,
    retry: false,
    cause: 'The app speaks another protocol version.',
    remedy: 'Update the app; the queue is kept and delivered after.',
    sentence: 'A newer version of the app is needed. Your work is kept and goes out after the update.',
  },
  'too-many-requests': {
    status: 429,
    retry: true,
    cause: 'Rate limit.',
    remedy: 'Wait as long as Retry-After says.',
    sentence: 'Too many tries. Please wait a moment.',
  },
  internal: {
    status: 500,
    retry: true,
    cause: 'A bug; logged under the request id.',
    remedy: 'Report it with the request id.',
    sentence: 'Something went wrong at the school. Your work is safe on this device.',
  },
  unavailable: {
    status: 503,
    retry: true,
    cause: 'The database is out of reach, the server stops, or more is waiting than it can take in.',
    remedy: 'Try again after `retry-after`; the app does so by itself.',
    sentence: 'The school can’t be reached right now. Your work is safe on this device.',
  },
})
export type RequestErrorCode = keyof typeof requestErrors

/** Codes of single refused rows (S6). */
export const refusals = define({
  'invalid-document': {
    status: 422,
    retry: false,
    cause: 'The document does not have its collection’s shape.',
    remedy: 'The payload is kept; an administrator can recover it.',
    sentence: 'The school could not read this entry. A copy is kept.',
  },
  'unknown-collection': {
    status: 422,
    retry: false,
    cause: 'No such collection in this protocol.',
    remedy: 'Update the app.',
    sentence: 'The school does not know this kind of entry. A copy is kept.',
  },
  'not-yours': {
    status: 403,
    retry: false,
    cause: 'The document belongs to someone else.',
    remedy: 'None: sign in as its owner.',
    sentence: 'This belongs to another person.',
  },
  'read-only': {
    status: 403,
    retry: false,
    cause: 'Only the server, or staff, writes this.',
    remedy: 'None.',
    sentence: 'This can’t be changed here.',
  },
  'course-not-found': {
    status: 404,
    retry: false,
    cause: 'No such course, or it is not published.',
    remedy: 'Choose another course.',
    sentence: 'This course does not exist any more.',
  },
  'course-closed': {
    status: 409,
    retry: false,
    cause: 'The course takes no enrolments.',
    remedy: 'Ask its instructor.',
    sentence: 'This course takes no new learners.',
  },
  'course-full': {
    status: 409,
    retry: false,
    cause: 'The course’s capacity is reached.',
    remedy: 'Ask its instructor, or try later.',
    sentence: 'This course is full.',
  },
  'invitation-needed': {
    status: 403,
    retry: false,
    cause: 'The course asks for an invitation, and none or a wrong one came.',
    remedy: 'Open the invitation link.',
    sentence: 'This course is by invitation. Open the link that you were given.',
  },
  'invitation-over': {
    status: 403,
    retry: false,
    cause: 'The invitation has expired, or its maker has taken it back.',
    remedy: 'Ask the instructor for a new link.',
    sentence: 'This invitation is no longer valid. Ask the instructor for a new link.',
  },
  'invitation-full': {
    status: 409,
    retry: false,
    cause: 'As many people as the invitation is for have come by it.',
    remedy: 'Ask the instructor for a new link.',
    sentence: 'This invitation has been used by as many people as it is for. Ask the instructor.',
  },
  'unit-not-found': {
    status: 404,
    retry: false,
    cause: 'The unit does not exist.',
    remedy: 'The payload is kept and shown to its author.',
    sentence: 'This part of the course does not exist any more. A copy of your work is kept.',
  },
  'already-handed-in': {
    status: 409,
    retry: false,
    cause: 'The attempt is handed in and never changes.',
    remedy: 'Start another attempt.',
    sentence: 'This was handed in already and can’t be changed. A copy of the change is kept.',
  },
  'not-enrolled': {
    status: 403,
    retry: false,
    cause: 'Posting and notes need an enrolment.',
    remedy: 'Enrol.',
    sentence: 'You are not in this course. A copy is kept.',
  },
  'file-type': {
    status: 415,
    retry: false,
    cause: 'By its content, the file is of no type that a course takes, whatever its name says.',
    remedy: 'Save it as one of the named types.',
    sentence:
      'Files of this type can’t be in a course. Pictures: JPEG, PNG, WebP, GIF, AVIF, SVG. Films: MP4, WebM. Sound: MP3, M4A, Ogg, WAV, FLAC. Captions: WebVTT. Documents: PDF and office files.',
  },
  'file-too-large': {
    status: 413,
    retry: false,
    cause: 'The file is larger than its kind may be, or a picture has more than 100 megapixels.',
    remedy: 'Make it smaller.',
    sentence: 'This file is too large. Pictures may have 50 MB and 100 megapixels, sound 500 MB, films 2 GB.',
  },
  'file-unreadable': {
    status: 422,
    retry: false,
    cause: 'The file claims to be of a type, and can’t be read as such.',
    remedy: 'Open it on a computer, and save it anew.',
    sentence: 'This file is damaged: it could not be read. Open it where you have it, and save it anew.',
  },
  'file-active': {
    status: 422,
    retry: false,
    cause: 'An SVG has scripts, or loads something from elsewhere.',
    remedy: 'Save it as plain SVG, or as PNG.',
    sentence: 'This drawing contains a program, or loads something from elsewhere. Save it as plain SVG, or as PNG.',
  },
  'captions-unreadable': {
    status: 422,
    retry: false,
    cause: 'The captions have no cue, or one whose times can’t be read.',
    remedy: 'Save them as WebVTT.',
    sentence:
      'These captions can’t be read. Save them as WebVTT: each cue has a line of times such as 00:01.000 --> 00:04.000.',
  },
})
export type RefusalCode = keyof typeof refusals

/** Body of every error answer. */
export interface ErrorBody {
  readonly error: {
    readonly code: RequestErrorCode
    readonly message: string
    readonly retry: boolean
    readonly requestId: string
    readonly details?: unknown
  }
}
