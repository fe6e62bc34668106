// Made from en.json by `npm run messages`; a test fails when it is out of step.

/** What each message takes; messages that take nothing are absent. */
export interface MessageValues {
  'nav.unread': { readonly count: number }
  'status.waiting': { readonly count: number }
  'sign-in.again-text': { readonly name: string | number }
  'state.received-at': { readonly time: string | number }
  'state.grade': { readonly earned: string | number; readonly points: string | number }
  'sync.last': { readonly time: string | number }
  'unit.due': { readonly time: string | number }
  'unit.was-due': { readonly time: string | number }
  'unit.video-online': { readonly size: string | number }
  'unit.video-absent': { readonly size: string | number }
  'unit.progress': { readonly title: string | number }
  'work.marks-less': { readonly percent: string | number }
  'download.running': { readonly done: string | number; readonly total: string | number }
  'download.paused': { readonly done: string | number; readonly total: string | number }
  'download.interrupted': { readonly done: string | number; readonly total: string | number }
  'download.no-space': { readonly done: string | number; readonly total: string | number }
  'download.update-available': { readonly size: string | number }
  'download.with-video-hint': { readonly size: string | number }
  'download.free': { readonly size: string | number }
  'download.no-space-video': { readonly size: string | number }
  'download.no-space-text': { readonly size: string | number }
  'download.metered': { readonly size: string | number }
  'download.start': { readonly size: string | number }
  'download.resume-rest': { readonly size: string | number }
  'download.resume-update': { readonly size: string | number }
  'download.progress': { readonly course: string | number }
  'download.remove': { readonly size: string | number }
  'download.remove-title': { readonly course: string | number }
  'download.remove-text': { readonly size: string | number }
  'download.removed': { readonly course: string | number }
  'receipt.saved': { readonly name: string | number }
  'forgot.sent-text': { readonly email: string | number }
  'home.hello': { readonly name: string | number }
  'home.left-at-page': { readonly share: string | number }
  'home.left-at-video': { readonly share: string | number }
  'home.next-page': { readonly time: string | number }
  'home.next-video': { readonly time: string | number }
  'home.next-quiz': { readonly time: string | number }
  'home.next-assignment': { readonly time: string | number }
  'home.parts-done': { readonly done: string | number; readonly total: string | number }
  'home.progress-of': { readonly course: string | number }
  'home.is-due': { readonly time: string | number; readonly course: string | number }
  'home.was-due': { readonly time: string | number }
  'courses.total': { readonly count: number }
  'course.by': { readonly name: string | number }
  'course.unit-count': { readonly count: number }
  'course.progress': { readonly share: string | number; readonly done: string | number; readonly total: string | number }
  'course.module': { readonly number: string | number }
  'course.refused-at': { readonly time: string | number }
  'course.leave-title': { readonly course: string | number }
  'course.left': { readonly course: string | number }
  'course.download-none': { readonly size: string | number }
  'course.download-running': { readonly share: string | number }
  'course.download-paused': { readonly share: string | number }
  'course.download-interrupted': { readonly share: string | number }
  'course.download-no-space': { readonly size: string | number }
  'course.download-update-available': { readonly size: string | number }
  'notes.open': { readonly count: number }
  'notes.at': { readonly place: string | number }
  'notes.edit': { readonly name: string | number }
  'notes.remove': { readonly name: string | number }
  'notes.more': { readonly count: string | number }
  'outbox.row': { readonly kind: string | number; readonly time: string | number }
  'outbox.headline-waiting': { readonly count: number }
  'outbox.headline-sending': { readonly count: number }
  'outbox.headline-needs-you': { readonly count: number }
  'downloads.used': { readonly size: string | number }
  'downloads.free': { readonly size: string | number }
  'discussion.replies': { readonly count: number }
  'discussion.answers': { readonly name: string | number }
  'discussion.too-long': { readonly count: number }
  'discussion.more': { readonly count: string | number }
  'inbox.unread': { readonly count: string | number }
  'inbox.mark-read': { readonly subject: string | number }
  'inbox.more': { readonly count: string | number }
  'certificates.issued-with': { readonly date: string | number; readonly grade: string | number }
  'certificates.saved': { readonly name: string | number }
  'certificates.revoked-by': { readonly name: string | number; readonly date: string | number }
  'certificates.revoked-reason': { readonly reason: string | number }
  'teach-certificates.empty-with': { readonly percent: string | number }
  'teach-certificates.more': { readonly count: number }
  'teach-certificates.issued': { readonly date: string | number; readonly grade: string | number }
  'teach-certificates.change-of': { readonly name: string | number }
  'teach-certificates.done-revoke': { readonly name: string | number }
  'teach-certificates.done-restore': { readonly name: string | number }
  'teach-certificates.done-reissue': { readonly name: string | number }
  'teach-certificates.did-revoke': { readonly date: string | number; readonly name: string | number }
  'teach-certificates.did-restore': { readonly date: string | number; readonly name: string | number }
  'teach-certificates.did-reissue': { readonly date: string | number; readonly name: string | number }
  'me.place': { readonly browser: string | number; readonly system: string | number }
  'me.place-used': { readonly day: string | number }
  'me.place-out-of': { readonly place: string | number }
  'me.used': { readonly size: string | number }
  'sign-out.unsent-title': { readonly count: number }
  'sign-out.sure': { readonly count: number }
  'reader.enlarge': { readonly name: string | number }
  'reader.media-about': { readonly kind: 'offset' | 'image' | 'video' | 'audio' | (string & {}); readonly size: string | number }
  'reader.media-load': { readonly size: string | number }
  'reader.document-away': { readonly size: string | number }
  'reader.previous-named': { readonly title: string | number }
  'reader.place': { readonly number: string | number; readonly total: string | number }
  'reader.part': { readonly number: string | number; readonly total: string | number }
  'reader.share': { readonly title: string | number }
  'reader.done': { readonly kind: 'offset' | 'video' | 'page' | (string & {}) }
  'reader.offer-title': { readonly place: string | number }
  'reader.times': { readonly value: string | number }
  'question.gap': { readonly number: number; readonly count: number }
  'question.parts-right': { readonly right: number; readonly count: number; readonly share: string | number }
  'question.points': { readonly points: number }
  'question.words': { readonly count: number }
  'question.words-min': { readonly min: number }
  'question.words-max': { readonly max: number }
  'question.words-between': { readonly min: number; readonly max: number }
  'sortable.up': { readonly name: string | number }
  'sortable.down': { readonly name: string | number }
  'sortable.moved': { readonly name: string | number; readonly place: number; readonly count: number }
  'quiz.questions': { readonly count: number }
  'quiz.practice-questions': { readonly count: number }
  'quiz.limit': { readonly time: string | number }
  'quiz.limit-extra': { readonly percent: string | number }
  'quiz.attempts-left': { readonly left: number; readonly total: string | number }
  'quiz.due': { readonly time: string | number }
  'quiz.was-due': { readonly time: string | number }
  'quiz.closes': { readonly time: string | number }
  'quiz.pass': { readonly percent: string | number }
  'quiz.not-yet': { readonly time: string | number }
  'quiz.clock-here': { readonly time: string | number }
  'quiz.is-late': { readonly time: string | number }
  'quiz.is-over-limit': { readonly count: number }
  'quiz.questions-missing': { readonly count: number }
  'quiz.open-elsewhere': { readonly time: string | number }
  'quiz.begun': { readonly answered: string | number; readonly total: string | number }
  'quiz.time-left': { readonly time: string | number }
  'quiz.attempt': { readonly number: string | number }
  'quiz.counting': { readonly earned: string | number; readonly points: string | number }
  'quiz.question-of': { readonly number: string | number; readonly total: string | number }
  'quiz.question': { readonly number: string | number }
  'quiz.minutes-left': { readonly count: number }
  'quiz.clock-left': { readonly time: string | number }
  'quiz.map-question': { readonly number: string | number; readonly state: 'offset' | 'answered' | (string & {}); readonly flag: 'offset' | 'yes' | (string & {}) }
  'quiz.all-answered': { readonly count: number }
  'quiz.not-answered': { readonly count: number }
  'quiz.open-numbers': { readonly count: number; readonly numbers: string | number }
  'quiz.points': { readonly earned: string | number; readonly points: number }
  'quiz.passed': { readonly percent: string | number }
  'quiz.not-passed': { readonly percent: string | number }
  'quiz.result-here': { readonly share: string | number }
  'quiz.right-after-close': { readonly time: string | number }
  'teach.units': { readonly count: number }
  'teach.module': { readonly number: number }
  'teach.remove-module': { readonly name: string | number }
  'teach.add-unit': { readonly module: string | number }
  'teach.put-back': { readonly name: string | number }
  'teach.publish-drafts': { readonly count: number }
  'teach.preview-of': { readonly field: string | number }
  'teach.marks': { readonly field: string | number }
  'teach.questions-sum': { readonly count: number; readonly points: number }
  'teach.drop-question': { readonly name: string | number }
  'teach.add-chosen': { readonly count: number }
  'teach.found': { readonly count: number; readonly total: number }
  'teach.asked-in': { readonly count: number }
  'teach.show-more': { readonly count: string | number }
  'teach.would-earn': { readonly earned: string | number; readonly points: number }
  'grades.reading': { readonly share: string | number }
  'grades.shown': { readonly count: number; readonly total: number }
  'grades.writing': { readonly share: string | number }
  'grades.show-more': { readonly count: number }
  'grades.more-wait': { readonly count: number }
  'grading.others-wait': { readonly count: number }
  'grading.next-of': { readonly name: string | number }
  'grading.saved-part': { readonly name: string | number }
  'grading.taken-back': { readonly name: string | number }
  'teach.waiting': { readonly count: number }
  'teach.unusual': { readonly count: number }
  'teach.time-of': { readonly used: string | number; readonly limit: string | number }
  'teach.seconds': { readonly seconds: string | number }
  'teach.points-of': { readonly points: string | number }
  'teach.grade-sum': { readonly earned: string | number; readonly points: string | number }
  'teach.grade-saved': { readonly name: string | number }
  'teach.standing-wishing': { readonly count: number }
  'teach.standing-in': { readonly count: number }
  'teach.standing-out': { readonly count: number }
  'teach.manage': { readonly name: string | number }
  'teach.more-time': { readonly percent: string | number }
  'exceptions.open': { readonly count: number }
  'exceptions.decided': { readonly count: number }
  'exceptions.more': { readonly count: string | number }
  'exceptions.accept-less': { readonly percent: string | number }
  'exceptions.counts-less': { readonly percent: string | number }
  'exceptions.told-accepted': { readonly name: string | number }
  'exceptions.told-rejected': { readonly name: string | number }
  'exceptions.taken-back': { readonly name: string | number }
  'exceptions.clock-ahead': { readonly time: string | number }
  'exceptions.clock-behind': { readonly time: string | number }
  'exceptions.attempt-of': { readonly number: string | number; readonly limit: string | number }
  'export.saved': { readonly name: string | number; readonly losses: number }
  'import.reading': { readonly name: string | number }
  'import.unreadable': { readonly name: string | number }
  'import.report': { readonly format: string | number }
  'editor.choice': { readonly number: number }
  'editor.is-right': { readonly number: number }
  'editor.remove': { readonly number: number }
  'editor.entry': { readonly number: number }
  'editor.pair-item': { readonly number: number }
  'editor.pair-match': { readonly number: number }
  'editor.criterion': { readonly number: number }
  'assignment.points': { readonly points: number }
  'assignment.words': { readonly count: number }
  'assignment.words-in-all': { readonly count: number }
  'assignment.version': { readonly number: string | number }
  'join.title-of': { readonly course: string | number }
  'join.invited': { readonly name: string | number; readonly course: string | number }
  'join.join': { readonly name: string | number }
  'join.in-already': { readonly name: string | number }
  'roster.remove': { readonly name: string | number }
  'roster.remove-title': { readonly name: string | number }
  'roster.leave-title': { readonly name: string | number }
  'roster.colleague-removed': { readonly name: string | number }
  'roster.copy-link-of': { readonly name: string | number }
  'roster.revoke-of': { readonly name: string | number }
  'roster.link-used': { readonly count: number }
  'roster.link-used-of': { readonly used: string | number; readonly capacity: string | number }
  'roster.link-until': { readonly time: string | number }
  'roster.link-group': { readonly group: string | number }
  'roster.choose-all': { readonly count: number }
  'roster.choose': { readonly name: string | number }
  'roster.chosen': { readonly count: number }
  'roster.in-group': { readonly count: number; readonly group: string | number }
  'roster.out-of-groups': { readonly count: number }
  'roster.later-deadlines': { readonly count: number }
  'roster.deadline-usual': { readonly time: string | number }
  'list.lines': { readonly count: number }
  'list.line-of': { readonly line: string | number; readonly file: string | number }
  'list.twice-of': { readonly line: number }
  'list.will-be': { readonly count: number }
  'list.is-in': { readonly count: number }
  'list.moved': { readonly count: number }
  'list.letters': { readonly count: string | number }
  'list.cut-off': { readonly count: number }
  'list.take-in': { readonly count: number }
  'list.taken-back': { readonly removed: number; readonly kept: number }
  'media.insert-these': { readonly count: number }
  'media.count': { readonly count: number; readonly size: string | number }
  'media.pixels': { readonly width: number; readonly height: number }
  'media.rename': { readonly name: string | number }
  'media.remove': { readonly name: string | number }
  'media.remove-title': { readonly name: string | number }
  'media.removed': { readonly name: string | number }
  'media.progress': { readonly name: string | number }
  'media.sent-of': { readonly sent: string | number; readonly size: string | number }
  'media.given-up': { readonly name: string | number }
  'media.give-up': { readonly name: string | number }
  'regrade.earlier': { readonly count: number }
  'regrade.do': { readonly count: number }
  'regrade.gain': { readonly count: number }
  'regrade.lose': { readonly count: number }
  'regrade.same': { readonly count: number }
  'regrade.by-hand': { readonly count: number }
  'regrade.change': { readonly before: string | number; readonly after: string | number; readonly points: string | number }
  'regrade.is-done': { readonly count: number }
  'regrade.undone': { readonly count: number }
  'regrade.taken-back': { readonly time: string | number }
  'analysis.of': { readonly count: number }
  'analysis.reliability': { readonly share: string | number }
  'analysis.count': { readonly count: number }
  'analysis.earlier': { readonly count: number }
  'analysis.facility-of': { readonly share: string | number }
  'analysis.discrimination-of': { readonly value: string | number }
  'analysis.answers-of': { readonly name: string | number }
  'history.here-unsent': { readonly time: string | number }
  'history.here-sent': { readonly time: string | number }
  'history.back-to': { readonly time: string | number }
  'history.words-added': { readonly count: number }
  'history.words-removed': { readonly count: number }
  'history.lines-same': { readonly count: number }
  'history.missing': { readonly count: number }
  'history.missing-text': { readonly names: string | number }
}
