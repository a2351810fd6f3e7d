import { Fragment, type ReactNode } from 'react'

type FilledTextProps = {
  /** Words with names in braces, e.g. `It ends on {day}.` */
  text: string
  /** What stands in the place of each name. */
  slots: Record<string, ReactNode>
}

/** A sentence of the words files with elements in it; each language has them in its own order. */
export function FilledText({ text, slots }: FilledTextProps) {
  return text.split(/\{(\w+)\}/).map((part, index) => {
    // Names stand at the odd places.
    const isName = index % 2 === 1
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text keep their places
    return <Fragment key={index}>{isName ? slots[part] : part}</Fragment>
  })
}
