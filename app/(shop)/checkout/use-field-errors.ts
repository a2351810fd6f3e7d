import { type FormEvent, useState } from 'react'
import type { CheckoutState } from './checkout-state'

/**
 * The sentences beside the fields: those of the last submit, plus a mistyped e-mail address once its field is left,
 * minus what has been corrected since.
 * @param badEmail what is said of that address
 */
export function useFieldErrors({ attempt, fields }: Pick<CheckoutState, 'attempt' | 'fields'>, badEmail: string) {
  const [changed, setChanged] = useState({ attempt, fields })
  // A new submit's findings replace whatever was changed after the one before.
  const errors = changed.attempt === attempt ? changed.fields : fields

  function onBlur({ target }: FormEvent<HTMLFormElement>) {
    if (!(target instanceof HTMLInputElement) || !target.validity.typeMismatch) return
    setChanged({ attempt, fields: { ...errors, [target.name]: badEmail } })
  }

  function onInput({ target }: FormEvent<HTMLFormElement>) {
    if (!(target instanceof HTMLInputElement) || !errors[target.name] || !target.validity.valid) return
    const { [target.name]: _, ...rest } = errors
    setChanged({ attempt, fields: rest })
  }

  return { errors, onBlur, onInput }
}
