'use client'

import { type ComponentProps, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import type { Words } from '@/lib/words/en'

type PasswordFieldProps = Pick<ComponentProps<typeof Field>, 'name' | 'label' | 'hint' | 'error'> & {
  autoComplete: 'current-password' | 'new-password'
  /** Of the switch. */
  words: Words['account']['passwordSwitch']
}

/** A password with a switch that shows it, which is safer for typing than a second field. */
export function PasswordField({ words, ...props }: PasswordFieldProps) {
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
          aria-label={words.name}
          className="noscript:hidden"
          onClick={() => setShown(!isShown)}
        >
          {isShown ? words.hide : words.show}
        </Button>
      }
    />
  )
}
