import { makePaymentMethod } from '../cards/make-payment-method'
import { momentOf } from '../clock/clock-of'
import type { Answer } from '../core/answer-api'
import type { PaymentMethod, Subscription } from '../core/stored'
import type { World } from '../core/world'
import { isDefault, makeDefault } from '../portal/change-methods'
import { cancelAtPeriodEnd, keepSubscription } from '../portal/change-subscription'
import { wayAfter } from '../portal/flow'
import { type Portal, portalOf } from '../portal/portal-of'
import { confirmSetupIntent } from '../setup/confirm-setup-intent'
import { makeSetupIntent } from '../setup/make-setup-intent'
import { lonelyPage, type PageRequest, pageAnswer, seeOther } from './page-answer'
import { addMethodPage, cancelPage } from './portal-forms'
import { portalPage } from './portal-page'
import { enteredIn, readPaymentForm } from './read-payment-form'

const doneWords: Record<string, string> = {
  added: 'The payment method is saved.',
  canceled: 'The subscription ends with the time that is paid for. You can still keep it.',
  default: 'All payments use it from now on.',
  kept: 'The subscription goes on.',
  removed: 'The payment method is removed.',
}

/** Serves the customer portal. `rest` is what follows on its address, such as `/methods/add`. */
export function answerPortal(world: World, key: string, rest: string, request: PageRequest): Answer {
  const found = portalOf(world, key)
  if (!found) {
    return lonelyPage(
      404,
      'This portal is closed',
      'Its address is incomplete, or its time is over. Open it again from the shop.',
    )
  }
  return world.at(momentOf(world, [found.customer.id]), () => serve(world, found, rest, request))
}

function serve(world: World, portal: Portal, rest: string, request: PageRequest): Answer {
  const [kind, id = '', verb = ''] = rest.split('/').slice(1)
  const isPost = request.method === 'POST'
  const form = new URLSearchParams(request.body)
  if (rest === '') return serveFlow(world, portal, { isPost, form }) ?? pageAnswer(200, portalPage(world, portal, null))
  if (kind === 'done') return showDone(world, portal, doneWords[id] ?? null)
  if (rest === '/methods/add' && portal.configuration.features.payment_method_update.enabled) {
    return isPost ? addMethod(world, portal, form) : showAddMethod(portal)
  }
  const isChange = kind === 'methods' && (verb === 'default' || verb === 'remove')
  const method = isChange && portal.methods.find((candidate) => candidate.id === id)
  if (method && isPost && !isDefault(portal, method)) return changeMethod(world, portal, method, verb)
  const subscription = kind === 'subscriptions' && portal.subscriptions.find((candidate) => candidate.id === id)
  if (subscription) return onSubscription(world, portal, subscription, { verb, isPost, form })
  const link = { href: portal.session.url, text: 'To the portal' }
  return lonelyPage(404, 'There is no such page', 'It is not, or no longer, part of this portal.', link)
}

/** A portal that was opened for one thing begins with it; null once that is done. */
function serveFlow(world: World, portal: Portal, request: { isPost: boolean; form: URLSearchParams }): Answer | null {
  const { flow } = portal.session
  const { payment_method_update: methods, subscription_cancel: cancel } = portal.configuration.features
  if (flow?.type === 'payment_method_update' && methods.enabled) {
    return request.isPost ? addMethod(world, portal, request.form) : showAddMethod(portal)
  }
  const subscription = portal.subscriptions.find(({ id }) => id === flow?.subscription_cancel?.subscription)
  if (!subscription || subscription.cancel_at !== null || !cancel.enabled) return null
  return onSubscription(world, portal, subscription, { verb: 'cancel', ...request })
}

function done(portal: Portal, what: keyof typeof doneWords): Answer {
  return seeOther(wayAfter(portal, what))
}

function showDone(world: World, portal: Portal, words: string | null): Answer {
  const { flow, return_url: shop } = portal.session
  if (flow?.after_completion.type !== 'hosted_confirmation') return pageAnswer(200, portalPage(world, portal, words))
  const said = flow.after_completion.hosted_confirmation?.custom_message ?? words ?? ''
  return lonelyPage(200, 'That is done', said, shop === null ? null : { href: shop, text: 'Back to the shop' })
}

function onSubscription(
  world: World,
  portal: Portal,
  subscription: Subscription,
  { verb, isPost, form }: { verb: string; isPost: boolean; form: URLSearchParams },
): Answer {
  const { enabled, cancellation_reason: asked } = portal.configuration.features.subscription_cancel
  if (verb === 'keep' && isPost) {
    world.change(() => keepSubscription(world, subscription))
    return done(portal, 'kept')
  }
  if (verb !== 'cancel' || !enabled) return seeOther(portal.session.url)
  if (!isPost) return pageAnswer(200, cancelPage(portal, subscription))
  const feedback = asked.options.find((option) => option === form.get('feedback')) ?? null
  world.change(() => cancelAtPeriodEnd(world, subscription, feedback))
  return done(portal, 'canceled')
}

function changeMethod(world: World, portal: Portal, method: PaymentMethod, verb: string): Answer {
  if (verb === 'default') {
    world.change(() => makeDefault(world, portal, method))
    return done(portal, 'default')
  }
  world.change(() => {
    world.emit('payment_method.detached', world.store.tables.payment_method.put({ ...method, customer: null }), {
      customer: method.customer,
    })
  })
  return done(portal, 'removed')
}

function showAddMethod(portal: Portal): Answer {
  const entered = { method: 'card' as const, values: {} }
  return pageAnswer(200, addMethodPage(portal, { entered, errors: {}, refusal: null }))
}

/** Keeps a card through a setup intent, as at Stripe: one that its bank wants to be asked about is confirmed first. */
function addMethod(world: World, portal: Portal, form: URLSearchParams): Answer {
  const entered = enteredIn(form)
  const { customer } = portal
  const { errors, instrument } = readPaymentForm(
    entered,
    { email: customer.email ?? 'nobody@example.com' },
    world.nowMs,
  )
  if (!instrument) return pageAnswer(422, addMethodPage(portal, { entered, errors, refusal: null }))
  const { intent, outcome } = world.change(() => {
    const method = makePaymentMethod(world, instrument, { billing: { email: customer.email } })
    const made = makeSetupIntent(world, { customer: customer.id })
    const result = confirmSetupIntent(world, made, method, wayAfter(portal, 'added'))
    const attached = world.store.tables.payment_method.get(method.id)
    if (result.kind === 'succeeded' && attached && form.get('default') === 'yes') makeDefault(world, portal, attached)
    return { intent: made.id, outcome: result }
  })
  if (outcome.kind === 'declined') {
    return pageAnswer(402, addMethodPage(portal, { entered, errors: {}, refusal: outcome.refusal.message }))
  }
  return outcome.kind === 'succeeded' ? done(portal, 'added') : seeOther(`${world.baseUrl}/3ds/${intent}`)
}
