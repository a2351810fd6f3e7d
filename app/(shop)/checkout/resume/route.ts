import { redirect } from 'next/navigation'
import { keepDraft } from '@/app/(shop)/checkout/draft'
import { resumeCheckout } from '@/lib/checkout/resume-checkout'
import { requestLanguage } from '@/lib/web/request-language'

/** Opens the form of an unpaid order as it was filled: `?token=` stands in its reminder, see lib/checkout/resume-path.ts. */
export async function GET(request: Request): Promise<Response> {
  const resumed = await resumeCheckout(new URL(request.url).searchParams.get('token') ?? '')
  if (!resumed) redirect((await requestLanguage()).path('/checkout?resumed=expired'))
  if (resumed.state === 'unpaid') {
    const { id, customerName, email, domainInfo, couponCode } = resumed.order
    await keepDraft({
      'customer.name': customerName,
      'customer.email': email,
      domain: domainInfo?.domain ?? '',
      couponCode: couponCode ?? '',
      // Who is reminded once is reminded again only when asking anew.
      reminder: '',
      attemptId: id,
    })
  }
  redirect(resumed.path)
}
