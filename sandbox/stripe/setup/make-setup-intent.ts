import { newId } from '../core/id'
import type { SetupIntent } from '../core/stored'
import type { World } from '../core/world'

/** Stores a new setup intent and tells of it; `confirmSetupIntent` tries it. */
export function makeSetupIntent(
  world: World,
  known: Partial<Pick<SetupIntent, 'customer' | 'description' | 'metadata' | 'payment_method_types' | 'usage'>>,
): SetupIntent {
  const id = newId('seti')
  const intent = world.store.tables.setup_intent.put({
    id,
    object: 'setup_intent',
    allowed_payment_method_types: null,
    application: null,
    automatic_payment_methods: null,
    cancellation_reason: null,
    client_secret: newId(`${id}_secret`),
    created: world.now,
    customer: null,
    customer_account: null,
    description: null,
    excluded_payment_method_types: null,
    flow_directions: null,
    last_setup_error: null,
    latest_attempt: null,
    livemode: false,
    mandate: null,
    metadata: {},
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: ['card', 'us_bank_account'],
    single_use_mandate: null,
    status: 'requires_payment_method',
    usage: 'off_session',
    ...known,
  })
  world.emit('setup_intent.created', intent)
  return intent
}
