'use client'

import { type ComponentProps, useEffect, useRef } from 'react'
import { Notice } from './notice'

/** What was just done: it takes the focus, which would otherwise be lost with the page on which it was done. */
export function News(props: Omit<ComponentProps<typeof Notice>, 'role'>) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [])
  return (
    <div ref={box} tabIndex={-1}>
      <Notice role="status" {...props} />
    </div>
  )
}
