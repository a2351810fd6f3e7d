import { Notice } from '@/components/ui/notice'

/** What was just done on one of the service's pages, as its address says it. */
export type Done = keyof typeof sentences

const sentences = {
  cancelled: ['Your service is cancelled', 'We have sent you a mail with the day on which it ends.'],
  kept: ['Your service goes on', 'The cancellation is undone. We have sent you a mail about it.'],
  changed: ['Your plan has changed', 'The new limits apply now. We have sent you a mail with the amounts.'],
  planned: ['Your change is planned', 'Until its day everything stays as it is. We have sent you a mail about it.'],
  withdrawn: ['Your plan stays as it is', 'The planned change is taken back. We have sent you a mail about it.'],
} as const

/** Says what was just done; nothing for anything else in the address. */
export function DoneNotice({ done }: { done: unknown }) {
  if (!isDone(done)) return null
  const [title, text] = sentences[done]
  return (
    <Notice tone="good" role="status" title={title}>
      {text}
    </Notice>
  )
}

function isDone(text: unknown): text is Done {
  return typeof text === 'string' && Object.hasOwn(sentences, text)
}
