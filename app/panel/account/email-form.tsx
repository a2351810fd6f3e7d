'use client'

import { useActionState } from 'react'
import { PasswordField } from '@/app/(auth)/password-field'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field } from '@/components/ui/field'
import { SubmitButton } from '@/components/ui/submit-button'
import { untouched } from '@/lib/web/untouched-form'
import type { Words } from '@/lib/words/en'
import { changeEmailAction } from './actions'

export function EmailForm({ passwordSwitch }: { passwordSwitch: Words['account']['passwordSwitch'] }) {
  const [{ attempt, message, fields = {}, values = {} }, action] = useActionState(changeEmailAction, untouched)
  return (
    <form action={action} noValidate className="space-y-6">
      <ErrorSummary key={attempt} title="No mail was sent" message={message} fields={fields} />
      <Field
        name="email"
        label="New e-mail address"
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
        label="Your password"
        autoComplete="current-password"
        error={fields.password}
      />
      <SubmitButton pendingLabel="Sending…">Send the link</SubmitButton>
    </form>
  )
}
