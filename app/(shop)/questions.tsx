import { brand } from '@/lib/brand'

/** What people ask before they buy. */
export function Questions() {
  return (
    <section id="questions" aria-labelledby="questions-heading" className="mt-24 scroll-mt-8">
      <div className="grid gap-x-16 gap-y-6 lg:grid-cols-[1fr_2fr]">
        <h2 id="questions-heading" className="text-2xl">
          Questions and answers
        </h2>
        <div className="border-b border-line">
          {answers.map(([question, answer]) => (
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

const answers: [question: string, answer: string][] = [
  [
    'What happens after I have paid?',
    'We start on your order at once: your account, a place on a server, your site, and a visit to it to see that it answers. The page that you land on shows each of these as it happens and ends with the link to your site.',
  ],
  [
    'What does renewal cost?',
    'The price of the term that you chose, as it stands on the plan before you pay. A coupon lowers the first payment only.',
  ],
  [
    'Do I need a domain?',
    `No. Every site gets a free address under ${brand.sitesDomain}. If you already own a domain, enter it at checkout.`,
  ],
  ['Which PHP version do sites run?', 'PHP 8.2.'],
  [
    'I have a coupon. Where does it go?',
    'Into the coupon field at checkout. You see the new total before you go on to pay.',
  ],
  [
    'How do I sign in?',
    'We send a temporary password to the e-mail address of your order. You choose your own at the first sign-in.',
  ],
  [
    'I already have an account. Can I order again?',
    'Yes. Order with the same e-mail address: the new service joins your account, and your password stays as it is.',
  ],
]

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
