import type { Sql } from 'postgres'

/** How an order can stand after its payment page, by what its rows say then. `$1` is Stripe's id of the session. */
export const orderStates = {
  held: delivery('running', 'room'),
  'server-down': delivery('running', 'server:e2e'),
  'mail-late': delivery('running', 'smtp'),
  parked: delivery('needs_person', null),
  live: delivery('completed', null),
  failed: `update checkout_sessions set status = 'failed' where stripe_session_id = $1`,
  expired: `update checkout_sessions set status = 'expired' where stripe_session_id = $1`,
}

export async function setOrderState(sql: Sql, sessionId: string, state: keyof typeof orderStates): Promise<void> {
  await sql.unsafe(orderStates[state], [sessionId])
}

function delivery(status: string, waitsFor: string | null): string {
  const waits = waitsFor ? `'${waitsFor}'` : 'null'
  return `update fulfilments set status = '${status}', waits_for = ${waits}
    where checkout_session_id = (select id from checkout_sessions where stripe_session_id = $1)`
}
