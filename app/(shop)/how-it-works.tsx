import { StageMark, type StageState } from '@/components/stage-mark'
import type { Locale } from '@/lib/words/locale'
import { wordsOf } from '@/lib/words/words-of'

/** What a purchase is, in three steps, and the page that ends it. */
export function HowItWorks({ locale }: { locale: Locale }) {
  const { heading, steps } = wordsOf(locale).storefront.how
  return (
    <section aria-labelledby="how-heading" className="mt-24 grid items-center gap-x-20 gap-y-12 lg:grid-cols-2">
      <div>
        <h2 id="how-heading" className="text-2xl">
          {heading}
        </h2>
        <ol className="mt-8 space-y-7">
          {steps.map(({ title, text }, index) => (
            <li key={title} className="grid grid-cols-[2.5rem_1fr] border-t border-line pt-6">
              <span aria-hidden="true" className="text-lg font-semibold text-accent">
                {index + 1}
              </span>
              <div>
                <h3 className="text-lg">{title}</h3>
                <p className="mt-1 max-w-prose text-muted">{text}</p>
              </div>
            </li>
          ))}
        </ol>
      </div>
      <OrderPicture locale={locale} />
    </section>
  )
}

/** The order page in the middle of its work. */
function OrderPicture({ locale }: { locale: Locale }) {
  const { storefront, order } = wordsOf(locale)
  const { picture, done, working, toDo } = storefront.how
  const { paid, account, placed, provisioned, verified, welcome } = order.stages
  const stages: [name: string, state: StageState, words: string][] = [
    [paid, 'done', done],
    [account, 'done', done],
    [placed, 'done', done],
    [provisioned, 'working', working],
    [verified, 'waiting', toDo],
    [welcome, 'waiting', toDo],
  ]
  return (
    <figure>
      <ul className="rounded-lg border border-line bg-surface px-6 py-4 shadow-raised sm:px-7">
        {stages.map(([name, state, words]) => (
          <li key={name} className="flex min-h-12 items-center gap-3 border-t border-line first:border-t-0">
            <StageMark state={state} />
            <span className={`flex-1 ${state === 'waiting' ? 'text-muted' : 'font-medium'}`}>{name}</span>
            <span className="text-sm text-muted">{words}</span>
          </li>
        ))}
      </ul>
      <figcaption className="mt-3 text-sm text-muted">{picture}</figcaption>
    </figure>
  )
}
