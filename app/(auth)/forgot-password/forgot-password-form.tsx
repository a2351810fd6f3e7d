'use client'

import { useActionState } from 'react'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field } from '@/components/ui/field'
import { SubmitButton } from '@/components/ui/submit-button'
import { untouched } from '@/lib/web/untouched-form'
import type { Words } from '@/lib/words/en'
import { forgotPasswordAction } from './actions'

export function ForgotPasswordForm({ words }: { words: Words['account']['forgotPassword']['form'] }) {
  const [{ attempt, message, fields = {}, values = {} }, action] = useActionState(forgotPasswordAction, untouched)
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
      <SubmitButton wide pendingLabel={words.pending}>
        {words.submit}
      </SubmitButton>
    </form>
  )
}
