import Markdown from 'react-markdown'
import { type LegalTextName, readLegalText } from '@/lib/legal/read-legal-text'
import type { ShopView } from '@/lib/storefront/shop-path'
import { formatDay } from '@/lib/words/format-day'
import { wordsOf } from '@/lib/words/words-of'
import { ShopFrame } from './shop-frame'

type LegalPageProps = { view: ShopView; text: LegalTextName }

/** A text of content/, which the host edits as Markdown. Its first line is the page's heading, below which its version stands. */
export async function LegalPage({ view, text }: LegalPageProps) {
  const { version, markdown } = await readLegalText(text, view.locale)
  const versionLine = wordsOf(view.locale).company.version(formatDay(new Date(version), view.locale))
  return (
    <ShopFrame view={view} path={`/${text}`}>
      <article className="page-column py-16 [&>*]:max-w-prose [&_a]:text-accent [&_a]:underline [&_a]:underline-offset-4 [&_blockquote]:my-6 [&_blockquote]:border-l-4 [&_blockquote]:border-warning [&_blockquote]:bg-warning-soft [&_blockquote]:px-5 [&_blockquote]:py-4 [&_h1]:text-3xl [&_h2]:mt-10 [&_h2]:text-xl [&_li]:mt-1 [&_p:not(blockquote_p)]:mt-4 [&_ul]:mt-4 [&_ul]:list-disc [&_ul]:pl-5">
        <Markdown
          components={{
            h1: ({ children }) => (
              <>
                <h1>{children}</h1>
                <p className="text-sm text-muted">{versionLine}</p>
              </>
            ),
          }}
        >
          {markdown}
        </Markdown>
      </article>
    </ShopFrame>
  )
}
