'use client'

import { useActionState } from 'react'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field } from '@/components/ui/field'
import { SubmitButton } from '@/components/ui/submit-button'
import { untouched } from '@/lib/web/untouched-form'
import { forgotPasswordAction } from './actions'

export function ForgotPasswordForm() {
  const [{ attempt, message, fields = {}, values = {} }, action] = useActionState(forgotPasswordAction, untouched)
  return (
    <form action={action} noValidate className="space-y-6">
      <ErrorSummary key={attempt} title="No mail was sent" message={message} fields={fields} />
      <Field
        name="email"
        label="E-mail"
        type="email"
        inputMode="email"
        autoComplete="email"
        autoCapitalize="none"
        spellCheck={false}
        required
        defaultValue={values.email}
        error={fields.email}
      />
      <SubmitButton wide pendingLabel="Sending…">
        Send me a link
      </SubmitButton>
    </form>
  )
}
