import type { Route } from './core/route'
import { balanceTransactionRoutes } from './resources/balance-transactions'
import { billingPortalRoutes } from './resources/billing-portal'
import { chargeRoutes } from './resources/charges'
import { checkoutSessionRoutes } from './resources/checkout-sessions'
import { couponRoutes } from './resources/coupons'
import { customerRoutes } from './resources/customers'
import { disputeRoutes } from './resources/disputes'
import { eventRoutes } from './resources/events'
import { invoiceItemRoutes } from './resources/invoice-items'
import { invoicePaymentRoutes } from './resources/invoice-payments'
import { invoiceRoutes } from './resources/invoices'
import { meterEventRoutes } from './resources/meter-events'
import { meterRoutes } from './resources/meters'
import { paymentIntentRoutes } from './resources/payment-intents'
import { paymentMethodRoutes } from './resources/payment-methods'
import { paymentPageRoutes } from './resources/payment-pages'
import { priceRoutes } from './resources/prices'
import { productRoutes } from './resources/products'
import { promotionCodeRoutes } from './resources/promotion-codes'
import { refundRoutes } from './resources/refunds'
import { setupIntentRoutes } from './resources/setup-intents'
import { subscriptionItemRoutes } from './resources/subscription-items'
import { subscriptionScheduleRoutes } from './resources/subscription-schedules'
import { subscriptionRoutes } from './resources/subscriptions'
import { testClockRoutes } from './resources/test-clocks'
import { webhookEndpointRoutes } from './resources/webhook-endpoints'

/** Every call of the API that the stand-in knows. */
export const routes: Route[] = [
  ...checkoutSessionRoutes,
  ...customerRoutes,
  ...couponRoutes,
  ...subscriptionRoutes,
  ...subscriptionScheduleRoutes,
  ...subscriptionItemRoutes,
  ...promotionCodeRoutes,
  ...disputeRoutes,
  ...refundRoutes,
  ...setupIntentRoutes,
  ...invoiceItemRoutes,
  ...invoiceRoutes,
  ...invoicePaymentRoutes,
  ...paymentIntentRoutes,
  ...chargeRoutes,
  ...balanceTransactionRoutes,
  ...paymentMethodRoutes,
  ...productRoutes,
  ...priceRoutes,
  ...eventRoutes,
  ...testClockRoutes,
  ...webhookEndpointRoutes,
  ...paymentPageRoutes,
  ...billingPortalRoutes,
  ...meterRoutes,
  ...meterEventRoutes,
]
