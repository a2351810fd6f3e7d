import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import Markdown from 'react-markdown'
import type { ShopView } from '@/lib/storefront/shop-path'
import { ShopFrame } from './shop-frame'

type LegalPageProps = { view: ShopView; text: 'terms' | 'privacy' }

/** A text of content/, which the host edits as Markdown. Its first line is the page's heading. */
export async function LegalPage({ view, text }: LegalPageProps) {
  const markdown = await readFile(join(process.cwd(), 'content', view.locale, `${text}.md`), 'utf8')
  return (
    <ShopFrame view={view} path={`/${text}`}>
      <article className="page-column py-16 [&>*]:max-w-prose [&_a]:text-accent [&_a]:underline [&_a]:underline-offset-4 [&_blockquote]:my-6 [&_blockquote]:border-l-4 [&_blockquote]:border-warning [&_blockquote]:bg-warning-soft [&_blockquote]:px-5 [&_blockquote]:py-4 [&_h1]:text-3xl [&_h2]:mt-10 [&_h2]:text-xl [&_li]:mt-1 [&_p:not(blockquote_p)]:mt-4 [&_ul]:mt-4 [&_ul]:list-disc [&_ul]:pl-5">
        <Markdown>{markdown}</Markdown>
      </article>
    </ShopFrame>
  )
}
