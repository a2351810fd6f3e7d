'use client'

import { type ReactNode, useActionState } from 'react'
import { ButtonLink, type ButtonVariant } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field } from '@/components/ui/field'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormState } from '@/lib/web/form-state'
import { untouched } from '@/lib/web/untouched-form'

type ActFormProps = {
  action: (previous: FormState, form: FormData) => Promise<FormState>
  /** Names the form, so that sending it twice is one act. */
  formId: string
  /** What the act is about, by field name. */
  about: Record<string, string>
  /** For a refund. */
  amount?: { label: string; hint: string; text: string }
  reasonHint: string
  submit: { label: string; pending: string; variant?: ButtonVariant }
  backHref: string
  children?: ReactNode
}

/** Asks staff for their reason, and for an amount where money moves; the safe choice comes first. Works without JavaScript. */
export function ActForm(props: ActFormProps) {
  const [{ attempt, message, fields = {}, values = {} }, send] = useActionState(props.action, untouched)
  return (
    <form action={send} noValidate className="max-w-xl space-y-6">
      <ErrorSummary key={attempt} title="This was not done" message={message} fields={fields} />
      <input type="hidden" name="formId" value={values.formId ?? props.formId} />
      {Object.entries(props.about).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {props.amount && (
        <Field
          name="amount"
          label={props.amount.label}
          hint={props.amount.hint}
          defaultValue={values.amount ?? props.amount.text}
          error={fields.amount}
          inputMode="decimal"
          autoComplete="off"
        />
      )}
      <Field
        name="reason"
        label="Reason"
        hint={props.reasonHint}
        defaultValue={values.reason}
        error={fields.reason}
        maxLength={500}
        autoComplete="off"
      />
      <div className="flex flex-wrap gap-3">
        <ButtonLink href={props.backHref} variant="secondary">
          Back, change nothing
        </ButtonLink>
        <SubmitButton variant={props.submit.variant} pendingLabel={props.submit.pending}>
          {props.submit.label}
        </SubmitButton>
      </div>
    </form>
  )
}
