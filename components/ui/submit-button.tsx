'use client'

import type { MouseEvent } from 'react'
import { useFormStatus } from 'react-dom'
import { Button, type ButtonProps } from './button'

type SubmitButtonProps = ButtonProps & {
  pendingLabel: string
  /** What the form has begun is not over yet, although it was sent. */
  isPending?: boolean
}

/** Sends its form. While that is under way it says so and ignores further clicks, but keeps the focus. */
export function SubmitButton({ children, pendingLabel, isPending = false, onClick, ...rest }: SubmitButtonProps) {
  const { pending: isSending } = useFormStatus()
  const pending = isSending || isPending
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
