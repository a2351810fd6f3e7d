'use client'

import { useActionState } from 'react'
import { ErrorSummary } from '@/components/ui/error-summary'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormState } from '@/lib/web/form-state'
import { untouched } from '@/lib/web/untouched-form'
import { PasswordField } from './password-field'

type NewPasswordFormProps = {
  action: (previous: FormState, form: FormData) => Promise<FormState>
  /** For the browser's password manager. */
  email: string
  /** Of a reset mail. */
  token?: string
}

/** Asks for a new password, once. */
export function NewPasswordForm({ action, email, token }: NewPasswordFormProps) {
  const [{ attempt, message, fields = {} }, submit] = useActionState(action, untouched)
  return (
    <form action={submit} noValidate className="space-y-6">
      <ErrorSummary key={attempt} title="The password is not changed" message={message} fields={fields} />
      <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
      {token && <input type="hidden" name="token" value={token} />}
      <PasswordField
        name="newPassword"
        label="New password"
        hint="At least 12 characters. A few unrelated words are strong and easy to remember."
        autoComplete="new-password"
        error={fields.newPassword}
      />
      <SubmitButton wide pendingLabel="Saving…">
        Save the password
      </SubmitButton>
    </form>
  )
}
