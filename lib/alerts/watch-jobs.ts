import { and, inArray, isNull, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { alerts } from '@/db/schema/alerts'
import { db } from '@/lib/database'
import { raiseAlert } from './raise-alert'
import { resolveAlert } from './resolve-alert'

const kinds = ['job_failed', 'event_failed'] as const

type DeadJob = { kind: (typeof kinds)[number]; subject: string; summary: string }

/**
 * Tells staff of jobs that ran out of tries, which nobody would run again, and takes back what has been seen to. It
 * looks at the queue itself, because a worker that dies with a job's last try says nothing.
 */
export async function watchJobs(): Promise<void> {
  await db().transaction(async (tx) => {
    const dead = await deadJobs(tx)
    const open = await tx
      .select({ kind: alerts.kind, subject: alerts.subject })
      .from(alerts)
      .where(and(inArray(alerts.kind, [...kinds]), isNull(alerts.resolvedAt)))
    for (const job of dead) if (!open.some(({ subject }) => subject === job.subject)) await raiseAlert(tx, job)
    for (const alert of open) if (!dead.some(({ subject }) => subject === alert.subject)) await resolveAlert(tx, alert)
  })
}

async function deadJobs(tx: Tx): Promise<DeadJob[]> {
  const jobs = await tx.execute<{ id: string; name: string; key: string | null; error: string | null }>(sql`
    select id::text, task_identifier as name, key, last_error as error from graphile_worker.jobs
    where attempts >= max_attempts and locked_at is null
      -- What has its own name as its key is queued again by the time; what has none was replaced by another job.
      and key <> task_identifier`)
  return jobs.map(({ id, name, key, error }) => {
    const eventId = name === 'process-stripe-event' ? key?.replace('stripe-event:', '') : undefined
    const reason = error ?? 'the worker died each time'
    return eventId
      ? { kind: 'event_failed', subject: `stripe_events:${eventId}`, summary: `Stripe's event ${eventId}: ${reason}` }
      : { kind: 'job_failed', subject: `jobs:${id}`, summary: `A job (${name.replaceAll('-', ' ')}): ${reason}` }
  })
}
