import { AppError } from '@/lib/errors'
import { previewSite } from '@/lib/fulfilment/preview-site'
import { clientAddress } from '@/lib/web/client-address'
import { errorResponse } from '@/lib/web/error-response'
import { limit } from '@/lib/web/rate-limit'
import type { Locale } from '@/lib/words/locale'
import { wordsOf } from '@/lib/words/words-of'

/** An order's site as it is now, for the frame on the landing page. next.config.ts takes every right from what it shows. */
export async function GET(request: Request): Promise<Response> {
  try {
    await limit({ name: 'preview', key: clientAddress(request.headers), points: 60, seconds: 60 })
    const preview = await previewSite(new URL(request.url).searchParams.get('session_id') ?? '')
    if (!preview) throw new AppError('not_found', 'We know no site for this address.')
    return preview.page ? answer(200, preview.page) : answer(503, sorry(preview.locale))
  } catch (error) {
    return errorResponse(error)
  }
}

function answer(status: number, { contentType, body }: { contentType: string; body: BodyInit }): Response {
  return new Response(body, { status, headers: { 'Content-Type': contentType, 'Cache-Control': 'no-store' } })
}

/** Large, as the frame shows it small. */
function sorry(locale: Locale) {
  const text = wordsOf(locale).order.next.noPreview
  const body = `<!doctype html><html lang="${locale}"><meta charset="utf-8"><title>${text}</title>
<style>:root{color-scheme:light dark}p{margin:4rem;font:2.5rem/1.4 system-ui,sans-serif}</style><p>${text}</p></html>`
  return { contentType: 'text/html; charset=utf-8', body }
}
