import { ButtonLink } from '@/components/ui/button'

type PagerProps = {
  /** What the pages hold. */
  name: string
  page: number
  hasOlder: boolean
  /** The address of a page. */
  hrefOf: (page: number) => string
}

/** The way to newer and older entries; nothing when all are on one page. */
export function Pager({ name, page, hasOlder, hrefOf }: PagerProps) {
  if (page === 1 && !hasOlder) return null
  return (
    <nav aria-label={`Pages of ${name}`} className="flex flex-wrap gap-3">
      {page > 1 && (
        <ButtonLink href={hrefOf(page - 1)} variant="secondary" rel="prev">
          Newer
        </ButtonLink>
      )}
      {hasOlder && (
        <ButtonLink href={hrefOf(page + 1)} variant="secondary" rel="next">
          Older
        </ButtonLink>
      )}
    </nav>
  )
}
