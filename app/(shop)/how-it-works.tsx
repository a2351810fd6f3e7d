import { StageMark, type StageState } from '@/components/stage-mark'

/** What a purchase is, in three steps, and the page that ends it. */
export function HowItWorks() {
  return (
    <section aria-labelledby="how-heading" className="mt-24 grid items-center gap-x-20 gap-y-12 lg:grid-cols-2">
      <div>
        <h2 id="how-heading" className="text-2xl">
          How it works
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
      <OrderPicture />
    </section>
  )
}

const steps = [
  {
    title: 'Choose',
    text: 'A plan, and how often you want to pay. Your name and e-mail address are all that we need.',
  },
  {
    title: 'Pay',
    text: 'On Stripe’s own payment page, where you see the total once more. Your card number never reaches us.',
  },
  {
    title: 'Watch it go live',
    text: 'A page follows your order step by step and ends with the link to your site. Your sign-in comes by e-mail.',
  },
]

/** The order page in the middle of its work. */
function OrderPicture() {
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
      <figcaption className="mt-3 text-sm text-muted">An example of what you watch after paying.</figcaption>
    </figure>
  )
}

const stages: [name: string, state: StageState, words: string][] = [
  ['Payment received', 'done', 'Done'],
  ['Account created', 'done', 'Done'],
  ['Server chosen', 'done', 'Done'],
  ['Site set up', 'working', 'Working'],
  ['Site answers', 'waiting', 'To do'],
  ['Welcome e-mail sent', 'waiting', 'To do'],
]
