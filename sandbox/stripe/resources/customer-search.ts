import { invalid } from '../core/failure'
import { integer, needed, text } from '../core/params'
import { route } from '../core/route'
import { readQuery } from '../core/search-query'

const searchParams = { limit: integer({ min: 1, max: 100 }), page: text(), query: needed(text()) }
const fields = ['created', 'email', 'name', 'phone']

/** `GET /v1/customers/search`. It finds what was written a moment ago; at Stripe that takes up to a minute. */
export const customerSearchRoute = route('GET', '/v1/customers/search', searchParams, (world, params) => {
  const { limit = 10, page, query } = params
  const matches = readQuery(query, 'customers', fields)
  const customers = world.store.tables.customer
  if (page !== undefined && !customers.get(page)) throw invalid(`Invalid page token: ${page}`, { param: 'page' })
  const data = []
  let hasMore = false
  for (const customer of customers.newestFirst(page)) {
    const { created, email, name = null, phone = null, metadata } = customer
    if (!matches({ fields: { created, email, name, phone }, metadata })) continue
    hasMore = data.length === limit
    if (hasMore) break
    data.push(customer)
  }
  const next_page = hasMore ? (data.at(-1)?.id ?? null) : null
  return { object: 'search_result', data, has_more: hasMore, next_page, url: '/v1/customers/search' }
})
