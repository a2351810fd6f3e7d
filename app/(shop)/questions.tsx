import type { Locale } from '@/lib/words/locale'
import { wordsOf } from '@/lib/words/words-of'

/** What people ask before they buy. */
export function Questions({ locale }: { locale: Locale }) {
  const { heading, answers } = wordsOf(locale).storefront.questions
  return (
    <section id="questions" aria-labelledby="questions-heading" className="mt-24 scroll-mt-8">
      <div className="grid gap-x-16 gap-y-6 lg:grid-cols-[1fr_2fr]">
        <h2 id="questions-heading" className="text-2xl">
          {heading}
        </h2>
        <div className="border-b border-line">
          {answers.map(({ question, answer }) => (
            <details key={question} className="group border-t border-line">
              <summary className="flex min-h-14 cursor-pointer list-none items-center justify-between gap-4 py-3 font-semibold [&::-webkit-details-marker]:hidden">
                {question}
                <Chevron />
              </summary>
              <p className="max-w-prose pb-5 text-muted">{answer}</p>
            </details>
          ))}
        </div>
      </div>
    </section>
  )
}

function Chevron() {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 16 16"
      className="size-4 shrink-0 text-muted group-open:rotate-180"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
    >
      <path d="m3 6 5 5 5-5" />
    </svg>
  )
}
