import { SubmitButton } from '@/components/ui/submit-button'
import { resumeAction } from './actions'

/** Tries an order again that needed a person. */
export function ResumeButton({ order }: { order: { id: string; number: string } }) {
  return (
    <form action={resumeAction} className="mt-3">
      <input type="hidden" name="orderId" value={order.id} />
      <SubmitButton variant="secondary" pendingLabel="Trying …" aria-label={`Try order ${order.number} again`}>
        Try again
      </SubmitButton>
    </form>
  )
}
