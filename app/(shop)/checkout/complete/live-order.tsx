'use client'

import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import type { Progress } from '@/lib/fulfilment/get-progress'
import type { ShopView } from '@/lib/storefront/shop-path'
import type { Words } from '@/lib/words/en'
import { purchaseWords } from '@/lib/words/purchase-words'
import { NextStep } from './next-step'
import { type Stage, stagesOf } from './order-stages'
import { wordsFor } from './order-words'
import { StageList } from './stage-list'
import { useProgress } from './use-progress'

type LiveOrderProps = { sessionId: string; initial: Progress; view: ShopView }

/** An order as it happens: its state, its stages, and what to do next. */
export function LiveOrder({ sessionId, initial, view }: LiveOrderProps) {
  const words = purchaseWords(view.locale).order
  const { progress, isLost } = useProgress(sessionId, initial)
  const { title, meaning } = wordsFor(progress, view.locale)
  const isPaid = ['running', 'completed', 'needs_person'].includes(progress.state)
  const stages = isPaid ? stagesOf(progress, view.locale) : []
  return (
    <div className="grid gap-x-16 gap-y-10 lg:grid-cols-[minmax(0,1fr)_26rem]">
      <div>
        <PageHeader title={title} intro={<p>{meaning}</p>} />
        <p role="status" className="sr-only">
          {announce(title, stages, words)}
        </p>
        <div role="status" className="mt-6 empty:hidden">
          {isLost && (
            <Notice tone="warning" title={words.lost.title}>
              {words.lost.text}
            </Notice>
          )}
        </div>
        <NextStep sessionId={sessionId} progress={progress} view={view} />
        <dl className="mt-10 flex flex-wrap gap-x-12 gap-y-4 border-t border-line pt-6">
          <Fact name={words.number} value={progress.orderNumber} />
          <Fact name={words.plan} value={progress.planName} />
          {isPaid && progress.domain && <Fact name={words.domain} value={progress.domain} />}
        </dl>
      </div>
      {isPaid && <StageList stages={stages} isHeld={progress.state === 'needs_person'} locale={view.locale} />}
    </div>
  )
}

/** What a screen reader says when something changes. */
function announce(title: string, stages: Stage[], words: Words['order']): string {
  const done = stages.filter(({ state }) => state === 'done')
  const last = done.at(-1)
  return last ? `${title}. ${words.announced(last.name, done.length, stages.length)}` : `${title}.`
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div className="min-w-0">
      <dt className="text-sm text-muted">{name}</dt>
      <dd className="font-semibold">{value}</dd>
    </div>
  )
}
