'use client'

import type { MouseEvent } from 'react'
import { useFormStatus } from 'react-dom'
import { Button, type ButtonProps } from './button'

/** Sends its form. While that is under way it says so and ignores further clicks, but keeps the focus. */
export function SubmitButton({ children, pendingLabel, onClick, ...rest }: ButtonProps & { pendingLabel: string }) {
  const { pending } = useFormStatus()
  function click(event: MouseEvent<HTMLButtonElement>) {
    if (pending) event.preventDefault()
    else onClick?.(event)
  }
  return (
    <Button type="submit" aria-disabled={pending || undefined} onClick={click} {...rest}>
      {pending ? pendingLabel : children}
    </Button>
  )
}
