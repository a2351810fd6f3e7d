'use client'

import { type ComponentProps, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'

type PasswordFieldProps = Pick<ComponentProps<typeof Field>, 'name' | 'label' | 'hint' | 'error'> & {
  autoComplete: 'current-password' | 'new-password'
}

/** A password with a switch that shows it, which is safer for typing than a second field. */
export function PasswordField(props: PasswordFieldProps) {
  const [isShown, setShown] = useState(false)
  return (
    <Field
      {...props}
      type={isShown ? 'text' : 'password'}
      required
      autoCapitalize="none"
      autoCorrect="off"
      spellCheck={false}
      after={
        <Button
          variant="secondary"
          aria-pressed={isShown}
          aria-label="Show the password"
          className="noscript:hidden"
          onClick={() => setShown(!isShown)}
        >
          {isShown ? 'Hide' : 'Show'}
        </Button>
      }
    />
  )
}
