'use client'

import { useActionState } from 'react'
import type { ButtonVariant } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormState } from '@/lib/web/form-state'
import { untouched } from '@/lib/web/untouched-form'

type ActionFormProps = {
  action: (previous: FormState, form: FormData) => Promise<FormState>
  /** What the action is told, by field name. */
  about: Record<string, string>
  submit: { label: string; pending: string; variant?: ButtonVariant }
  /** Stands above the reason when the action is refused. */
  refusalTitle: string
}

/** One button that does one thing, and says why when it could not. Works without JavaScript. */
export function ActionForm({ action, about, submit, refusalTitle }: ActionFormProps) {
  const [{ attempt, message }, send] = useActionState(action, untouched)
  return (
    <form action={send} className="space-y-4">
      <ErrorSummary key={attempt} title={refusalTitle} message={message} />
      {Object.entries(about).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <SubmitButton variant={submit.variant} pendingLabel={submit.pending}>
        {submit.label}
      </SubmitButton>
    </form>
  )
}
