'use client'

import { useActionState } from 'react'
import { PasswordField } from '@/app/(auth)/password-field'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field } from '@/components/ui/field'
import { SubmitButton } from '@/components/ui/submit-button'
import { untouched } from '@/lib/web/untouched-form'
import type { Words } from '@/lib/words/en'
import { signInAction } from './actions'

type SignInFormProps = {
  words: Words['account']['signIn']['form']
  passwordSwitch: Words['account']['passwordSwitch']
  /** A path of this site to go on to. */
  next?: string
}

export function SignInForm({ words, passwordSwitch, next }: SignInFormProps) {
  const [{ attempt, message, fields = {}, values = {} }, action] = useActionState(signInAction, untouched)
  return (
    <form action={action} noValidate className="space-y-6">
      <ErrorSummary key={attempt} title={words.refused} message={message} fields={fields} />
      {next && <input type="hidden" name="next" value={next} />}
      <Field
        name="email"
        label={words.email}
        type="email"
        inputMode="email"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        defaultValue={values.email}
        error={fields.email}
      />
      <PasswordField
        name="password"
        label={words.password}
        words={passwordSwitch}
        autoComplete="current-password"
        error={fields.password}
      />
      <SubmitButton wide pendingLabel={words.pending}>
        {words.submit}
      </SubmitButton>
    </form>
  )
}
