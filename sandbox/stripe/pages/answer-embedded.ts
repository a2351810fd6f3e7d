import { successUrl } from '../checkout/pay-session'
import type { Answer } from '../core/answer-api'
import type { Session } from '../core/stored'
import type { World } from '../core/world'
import { answerPage } from './answer-page'
import { html } from './html'
import { layout } from './layout'
import { framed, lonelyPage, type PageRequest, pageAnswer } from './page-answer'

/** Serves the payment page that a shop shows within its own, to whoever has the session's client secret. */
export function answerEmbedded(world: World, clientSecret: string, request: PageRequest): Answer {
  const session = world.store.tables.session.get(clientSecret.split('_secret_')[0] ?? '')
  if (!session || session.client_secret !== clientSecret) {
    return framed(
      lonelyPage(404, 'There is no such payment page', 'The client secret is incomplete or from another run.'),
    )
  }
  if (session.status === 'complete') return framed(paid(session))
  return framed(answerPage(world, session.id, { ...request, isEmbedded: true }))
}

/** Tells the shop's page that it is done; that page goes to the return address. */
function paid(session: Session): Answer {
  const address = session.redirect_on_completion === 'always' ? successUrl(session) : null
  const content = html`<section class="panel" data-return-url="${address}"><h1>The payment is made</h1>
${address ? html`<p><a href="${address}" target="_top">Continue</a></p>` : html`<p>There is nothing left to do here.</p>`}
</section><script src="/endive/embedded-done.js"></script>`
  return pageAnswer(200, layout('The payment is made', 'alone', content))
}
