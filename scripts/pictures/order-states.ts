import type { Sql } from 'postgres'
import { stepNames } from '../../lib/fulfilment/step-names'

/** How an order can stand after its payment page, by what its rows say then. `$1` is Stripe's id of the session. */
export const orderStates = {
  held: delivery('running', 'room', 'placed'),
  'server-down': delivery('running', 'server:picture', 'provisioned'),
  'mail-late': delivery('running', 'smtp', 'welcome_mail'),
  parked: delivery('needs_person', null, 'provisioned'),
  live: delivery('completed', null, null),
  failed: [`update checkout_sessions set status = 'failed' where stripe_session_id = $1`],
  expired: [`update checkout_sessions set status = 'expired' where stripe_session_id = $1`],
}

export async function setOrderState(sql: Sql, sessionId: string, state: keyof typeof orderStates): Promise<void> {
  for (const statement of orderStates[state]) await sql.unsafe(statement, [sessionId])
}

/** @param at the step at which it is; null when all are done */
function delivery(status: string, waitsFor: string | null, at: (typeof stepNames)[number] | null): string[] {
  const order = '(select id from checkout_sessions where stripe_session_id = $1)'
  const done = at ? stepNames.slice(0, stepNames.indexOf(at)) : stepNames
  const isDone = `step in (${done.map((step) => `'${step}'`).join()})`
  return [
    `update fulfilment_steps set completed_at = case when ${isDone} then coalesce(completed_at, now()) end
     where fulfilment_id = (select id from fulfilments where checkout_session_id = ${order})`,
    `update fulfilments set status = '${status}', waits_for = ${waitsFor ? `'${waitsFor}'` : 'null'}
     where checkout_session_id = ${order}`,
  ]
}
