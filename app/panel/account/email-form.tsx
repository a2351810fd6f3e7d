'use client'

import { useActionState } from 'react'
import { PasswordField } from '@/app/(auth)/password-field'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field } from '@/components/ui/field'
import { SubmitButton } from '@/components/ui/submit-button'
import { untouched } from '@/lib/web/untouched-form'
import type { Words } from '@/lib/words/en'
import { changeEmailAction } from './actions'

type EmailFormProps = {
  words: Words['address']['change']
  passwordSwitch: Words['account']['passwordSwitch']
}

export function EmailForm({ words, passwordSwitch }: EmailFormProps) {
  const [{ attempt, message, fields = {}, values = {} }, action] = useActionState(changeEmailAction, untouched)
  return (
    <form action={action} noValidate className="space-y-6">
      <ErrorSummary key={attempt} title={words.refused} message={message} fields={fields} />
      <Field
        name="email"
        label={words.email}
        type="email"
        inputMode="email"
        autoComplete="email"
        autoCapitalize="none"
        spellCheck={false}
        required
        defaultValue={values.email}
        error={fields.email}
      />
      <PasswordField
        words={passwordSwitch}
        name="password"
        label={words.password}
        autoComplete="current-password"
        error={fields.password}
      />
      <SubmitButton pendingLabel={words.pending}>{words.submit}</SubmitButton>
    </form>
  )
}
