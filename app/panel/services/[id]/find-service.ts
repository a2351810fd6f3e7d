import { notFound } from 'next/navigation'
import { cache } from 'react'
import { z } from 'zod'
import { readService, type ServiceDetails } from '@/lib/billing/read-service'
import { AppError } from '@/lib/errors'
import { currentUser, requireUser } from '@/lib/web/session'

/** What the pages of one service are asked for. */
export type ServicePageProps = {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/**
 * For a page of a service: sends everyone away who is not signed in, and says that there is no such page to everyone
 * whose service it is not.
 * @param page what follows in its address, for coming back after signing in
 */
export async function requireService(params: ServicePageProps['params'], page = '') {
  const { id } = await params
  const user = await requireUser({ returnTo: `/panel/services/${encodeURIComponent(id)}${page}` })
  return (await findService(user.id, id)) ?? notFound()
}

/** What a service is called, for a page's title; undefined for whom it is none of their business. */
export async function serviceName(params: ServicePageProps['params']): Promise<string | undefined> {
  const user = await currentUser()
  const found = user && !user.mustChangePassword ? await findService(user.id, (await params).id) : null
  return found?.name
}

const findService = cache(async (userId: string, subscriptionId: string) => {
  if (!z.uuid().safeParse(subscriptionId).success) return null
  try {
    const details = await readService({ subscriptionId, userId })
    return { userId, name: nameOf(details), ...details }
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null
    throw error
  }
})

function nameOf({ service }: ServiceDetails): string {
  return service.domain ?? service.planName
}
