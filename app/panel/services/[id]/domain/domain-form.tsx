'use client'

import { useActionState } from 'react'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field } from '@/components/ui/field'
import { SubmitButton } from '@/components/ui/submit-button'
import { untouched } from '@/lib/web/untouched-form'
import { connectDomainAction } from './actions'

/** Asks for a domain that the customer owns. */
export function DomainForm({ subscriptionId }: { subscriptionId: string }) {
  const [{ attempt, message, fields = {}, values = {} }, send] = useActionState(connectDomainAction, untouched)
  return (
    <form action={send} noValidate className="max-w-xl space-y-5">
      <ErrorSummary key={attempt} title="The domain is not connected" message={message} fields={fields} />
      <input type="hidden" name="subscriptionId" value={subscriptionId} />
      <Field
        name="domain"
        label="A domain that you own"
        hint="For example example.com. Nothing changes at your domain until you set its records."
        inputMode="url"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        defaultValue={values.domain}
        error={fields.domain}
      />
      <SubmitButton variant="secondary" pendingLabel="Connecting it…">
        Connect this domain
      </SubmitButton>
    </form>
  )
}
