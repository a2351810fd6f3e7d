import type { ComponentProps } from 'react'

/** A bounded surface. `as` picks the element that fits: a list item, a section, a plain box. */
export function Card({ as: Element = 'div', className = '', ...rest }: CardProps) {
  return <Element className={`rounded-lg border border-line bg-surface p-6 ${className}`} {...rest} />
}

type CardProps = ComponentProps<'div'> & { as?: 'div' | 'section' | 'article' }
