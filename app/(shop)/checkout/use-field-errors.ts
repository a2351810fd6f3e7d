import { type FormEvent, useState } from 'react'
import type { CheckoutState } from './checkout-state'

/**
 * The sentences beside the fields: those of the last submit, plus a mistyped e-mail address once its field is left,
 * minus what has been corrected since.
 */
export function useFieldErrors({ attempt, fields }: Pick<CheckoutState, 'attempt' | 'fields'>) {
  const [changed, setChanged] = useState({ attempt, fields })
  // A new submit's findings replace whatever was changed after the one before.
  const errors = changed.attempt === attempt ? changed.fields : fields

  function onBlur({ target }: FormEvent<HTMLFormElement>) {
    if (!(target instanceof HTMLInputElement) || !target.validity.typeMismatch) return
    const sentence = 'Enter an e-mail address such as name@example.com.'
    setChanged({ attempt, fields: { ...errors, [target.name]: sentence } })
  }

  function onInput({ target }: FormEvent<HTMLFormElement>) {
    if (!(target instanceof HTMLInputElement) || !errors[target.name] || !target.validity.valid) return
    const { [target.name]: _, ...rest } = errors
    setChanged({ attempt, fields: rest })
  }

  return { errors, onBlur, onInput }
}
