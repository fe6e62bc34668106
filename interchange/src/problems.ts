/** A package that can't be read as a whole. `message` is one sentence for a teacher. */
export class UnreadablePackage extends Error {
  override readonly name = 'UnreadablePackage'
}

/** One thing of a package that can't be taken. `message` is the reason that the report gives. */
export class UnusableItem extends Error {
  override readonly name = 'UnusableItem'
}

/** The caller's signal asked to stop. */
export class Aborted extends Error {
  override readonly name = 'Aborted'
}
