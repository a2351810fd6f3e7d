'use client'

import { useActionState } from 'react'
import { PasswordField } from '@/app/(auth)/password-field'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field } from '@/components/ui/field'
import { SubmitButton } from '@/components/ui/submit-button'
import { untouched } from '@/lib/web/untouched-form'
import { signInAction } from './actions'

/** @param next a path of this site to go on to */
export function SignInForm({ next }: { next?: string }) {
  const [{ attempt, message, fields = {}, values = {} }, action] = useActionState(signInAction, untouched)
  return (
    <form action={action} noValidate className="space-y-6">
      <ErrorSummary key={attempt} title="You are not signed in" message={message} fields={fields} />
      {next && <input type="hidden" name="next" value={next} />}
      <Field
        name="email"
        label="E-mail"
        type="email"
        inputMode="email"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        defaultValue={values.email}
        error={fields.email}
      />
      <PasswordField name="password" label="Password" autoComplete="current-password" error={fields.password} />
      <SubmitButton wide pendingLabel="Signing in…">
        Sign in
      </SubmitButton>
    </form>
  )
}
