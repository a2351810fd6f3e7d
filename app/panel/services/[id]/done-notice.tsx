import { News } from '@/components/ui/news'
import { requestLanguage } from '@/lib/web/request-language'
import type { Words } from '@/lib/words/en'

/** What was just done on one of the service's pages, as its address says it. */
export type Done = keyof Words['notices']['done']

/** Says what was just done; nothing for anything else in the address. */
export async function DoneNotice({ done }: { done: unknown }) {
  const sentences = (await requestLanguage()).words.notices.done
  const isDone = (text: unknown): text is Done => typeof text === 'string' && Object.hasOwn(sentences, text)
  if (!isDone(done)) return null
  const { title, text } = sentences[done]
  return (
    <News tone="good" title={title}>
      {text}
    </News>
  )
}
