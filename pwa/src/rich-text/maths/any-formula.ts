/** A formula within a line of Markdown: `$$…$$`, or `$…$` without blanks at its ends; an amount of money is none. */
export const ANY_FORMULA = /\$\$([^$]+)\$\$|\$(?![\s$])((?:\\.|[^\\$])*?)(?<!\s)\$(?!\d)/g
