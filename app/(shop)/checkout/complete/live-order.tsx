'use client'

import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import type { Progress } from '@/lib/fulfilment/get-progress'
import { NextStep } from './next-step'
import { type Stage, stagesOf } from './order-stages'
import { wordsFor } from './order-words'
import { StageList } from './stage-list'
import { useProgress } from './use-progress'

/** An order as it happens: its state, its stages, and what to do next. */
export function LiveOrder({ sessionId, initial }: { sessionId: string; initial: Progress }) {
  const { progress, isLost } = useProgress(sessionId, initial)
  const { title, meaning } = wordsFor(progress)
  const isPaid = ['running', 'completed', 'needs_person'].includes(progress.state)
  const stages = isPaid ? stagesOf(progress) : []
  return (
    <div className="grid gap-x-16 gap-y-10 lg:grid-cols-[minmax(0,1fr)_26rem]">
      <div>
        <PageHeader title={title} intro={<p>{meaning}</p>} />
        <p role="status" className="sr-only">
          {announce(title, stages)}
        </p>
        <div role="status" className="mt-6 empty:hidden">
          {isLost && (
            <Notice tone="warning" title="The connection to us is lost">
              Your order goes on without it. This page follows again as soon as you are back online.
            </Notice>
          )}
        </div>
        <NextStep progress={progress} />
        <dl className="mt-10 flex flex-wrap gap-x-12 gap-y-4 border-t border-line pt-6">
          <Fact name="Order number" value={progress.orderNumber} />
          <Fact name="Plan" value={progress.planName} />
          {isPaid && progress.domain && <Fact name="Domain" value={progress.domain} />}
        </dl>
      </div>
      {isPaid && <StageList stages={stages} isHeld={progress.state === 'needs_person'} />}
    </div>
  )
}

/** What a screen reader says when something changes. */
function announce(title: string, stages: Stage[]): string {
  const done = stages.filter(({ state }) => state === 'done')
  const last = done.at(-1)
  return last ? `${title}. ${last.name}: ${done.length} of ${stages.length} done.` : `${title}.`
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div className="min-w-0">
      <dt className="text-sm text-muted">{name}</dt>
      <dd className="font-semibold">{value}</dd>
    </div>
  )
}
