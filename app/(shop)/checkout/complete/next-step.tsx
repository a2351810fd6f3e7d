import { ButtonLink } from '@/components/ui/button'
import type { Progress } from '@/lib/fulfilment/get-progress'

/** The one thing to do in each state, and how to sign in once there is something to sign in to. */
export function NextStep({ progress }: { progress: Progress }) {
  if (progress.state === 'completed') return <LiveSite {...progress} />
  if (progress.state === 'payment_failed' || progress.state === 'expired') {
    return (
      <div className="mt-8">
        <ButtonLink href="/#plans">See the plans</ButtonLink>
      </div>
    )
  }
  if (progress.state === 'needs_person') {
    return <p className="mt-6">Whenever you ask us about it, give the order number below.</p>
  }
  return null
}

function LiveSite({ siteUrl, email, isNewAccount }: Progress) {
  return (
    <>
      <div className="mt-8 flex flex-wrap gap-3">
        {siteUrl && (
          <ButtonLink href={siteUrl} id="site-link" data-testid="site-link">
            Open your site
          </ButtonLink>
        )}
        <ButtonLink href="/sign-in" variant="secondary">
          Sign in
        </ButtonLink>
      </div>
      <h2 className="mt-10 text-lg">How you sign in</h2>
      <p className="mt-2 max-w-prose text-muted">
        {isNewAccount === false
          ? `With ${email} and the password that you already have. Your new service is on the same account.`
          : `With ${email} and the temporary password that we have just sent there. You choose your own at the first sign-in.`}
      </p>
    </>
  )
}
