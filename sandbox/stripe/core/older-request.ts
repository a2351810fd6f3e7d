import type { IncomingMessage } from 'node:http'
import type { Tree } from './form'

/** Calls that took `payment_method_types` before 2026-09-30.endive. */
const renamedTypes = ['/v1/checkout/sessions', '/v1/payment_intents', '/v1/setup_intents']

/**
 * A request in the words of this API version. One that names no version, such as those of the official command line,
 * may still use a name that was given up since; the SDK always names its version.
 */
export function inThisVersion(
  request: { method: string; path: string; headers: IncomingMessage['headers'] },
  tree: Map<string, Tree>,
): Map<string, Tree> {
  if (request.headers['stripe-version'] !== undefined || request.method !== 'POST') return tree
  const renamed = new Map(tree)
  const types = tree.get('payment_method_types')
  if (types !== undefined && renamedTypes.includes(request.path)) {
    renamed.delete('payment_method_types')
    renamed.set('allowed_payment_method_types', types)
  }
  const coupon = tree.get('coupon')
  if (coupon !== undefined && request.path === '/v1/promotion_codes') {
    renamed.delete('coupon')
    const promotion: [string, Tree][] = [
      ['type', 'coupon'],
      ['coupon', coupon],
    ]
    renamed.set('promotion', new Map(promotion))
  }
  return renamed
}
