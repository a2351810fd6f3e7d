'use client'

import { useActionState } from 'react'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field } from '@/components/ui/field'
import { SubmitButton } from '@/components/ui/submit-button'
import { untouched } from '@/lib/web/untouched-form'
import type { Words } from '@/lib/words/en'
import { connectDomainAction } from './actions'

type DomainFormProps = { subscriptionId: string; words: Words['domains']['form'] }

/** Asks for a domain that the customer owns. */
export function DomainForm({ subscriptionId, words }: DomainFormProps) {
  const [{ attempt, message, fields = {}, values = {} }, send] = useActionState(connectDomainAction, untouched)
  return (
    <form action={send} noValidate className="max-w-xl space-y-5">
      <ErrorSummary key={attempt} title={words.refused} message={message} fields={fields} />
      <input type="hidden" name="subscriptionId" value={subscriptionId} />
      <Field
        name="domain"
        label={words.label}
        hint={words.hint}
        inputMode="url"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        defaultValue={values.domain}
        error={fields.domain}
      />
      <SubmitButton variant="secondary" pendingLabel={words.pending}>
        {words.submit}
      </SubmitButton>
    </form>
  )
}
