export { isToldByMail } from './is-told-by-mail.ts'
export { noticesRules } from './rules/notices.ts'
export { postsRules } from './rules/posts.ts'
