'use client'

import { useActionState } from 'react'
import { ErrorSummary } from '@/components/ui/error-summary'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormState } from '@/lib/web/form-state'
import { untouched } from '@/lib/web/untouched-form'
import type { Words } from '@/lib/words/en'
import { PasswordField } from './password-field'

type NewPasswordFormProps = {
  action: (previous: FormState, form: FormData) => Promise<FormState>
  words: Pick<Words['account'], 'newPassword' | 'passwordSwitch'>
  /** For the browser's password manager. */
  email: string
  /** Of a reset mail. */
  token?: string
}

/** Asks for a new password, once. */
export function NewPasswordForm({ action, words, email, token }: NewPasswordFormProps) {
  const [{ attempt, message, fields = {} }, submit] = useActionState(action, untouched)
  return (
    <form action={submit} noValidate className="space-y-6">
      <ErrorSummary key={attempt} title={words.newPassword.refused} message={message} fields={fields} />
      <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
      {token && <input type="hidden" name="token" value={token} />}
      <PasswordField
        name="newPassword"
        label={words.newPassword.password}
        hint={words.newPassword.hint}
        words={words.passwordSwitch}
        autoComplete="new-password"
        error={fields.newPassword}
      />
      <SubmitButton wide pendingLabel={words.newPassword.pending}>
        {words.newPassword.submit}
      </SubmitButton>
    </form>
  )
}
