import type { Answer } from '../core/answer-api'

/**
 * What `@stripe/stripe-js` loads from js.stripe.com, as far as a shop needs it for the embedded payment page:
 * `Stripe(key).createEmbeddedCheckoutPage({ clientSecret | fetchClientSecret, onComplete })`, then `mount(place)`.
 */
const stripeScript = `(() => {
  const origin = new URL(document.currentScript.src).origin
  const createEmbeddedCheckoutPage = async ({ clientSecret, fetchClientSecret, onComplete } = {}) => {
    const secret = clientSecret ?? (await fetchClientSecret?.())
    if (typeof secret !== 'string') throw new Error('createEmbeddedCheckoutPage needs clientSecret or fetchClientSecret')
    const frame = document.createElement('iframe')
    frame.src = origin + '/embedded/' + secret
    frame.title = 'Secure payment page'
    frame.name = 'embedded-checkout'
    frame.style.cssText = 'border:0;width:100%;min-height:40rem;display:block'
    const listen = (message) => {
      if (message.source !== frame.contentWindow || message.origin !== origin) return
      if (message.data?.type === 'stripe-stand-in:height') frame.style.height = message.data.height + 'px'
      if (message.data?.type !== 'stripe-stand-in:complete') return
      if (message.data.returnUrl) window.location.assign(message.data.returnUrl)
      else onComplete?.()
    }
    const unmount = () => {
      window.removeEventListener('message', listen)
      frame.remove()
    }
    return {
      mount(place) {
        const element = typeof place === 'string' ? document.querySelector(place) : place
        if (!element) throw new Error('There is no element to mount the payment page in: ' + place)
        window.addEventListener('message', listen)
        element.append(frame)
      },
      unmount,
      destroy: unmount,
    }
  }
  window.Stripe = (key) => {
    if (!/^pk_test_/.test(key)) throw new Error('The stand-in for Stripe takes a publishable test key: pk_test_…')
    return { createEmbeddedCheckoutPage, initEmbeddedCheckout: createEmbeddedCheckoutPage, _registerWrapper() {} }
  }
  window.Stripe.version = 'endive'
})()
`

const doneScript = `const { returnUrl } = document.querySelector('[data-return-url]').dataset
parent.postMessage({ type: 'stripe-stand-in:complete', returnUrl: returnUrl || null }, '*')
`

/** As Stripe's own frame does, so that nobody has to scroll inside of it. */
const heightScript = `new ResizeObserver(() => {
  const height = Math.ceil(document.body.getBoundingClientRect().height)
  parent.postMessage({ type: 'stripe-stand-in:height', height }, '*')
}).observe(document.body)
`

const scripts = new Map([
  ['stripe.js', stripeScript],
  ['embedded-done.js', doneScript],
  ['embedded-height.js', heightScript],
])

/** Serves the scripts; null for another name. */
export function answerScript(name: string): Answer | null {
  const body = scripts.get(name)
  if (body === undefined) return null
  const headers = { 'content-type': 'text/javascript; charset=utf-8', 'x-content-type-options': 'nosniff' }
  return { status: 200, headers, body }
}
