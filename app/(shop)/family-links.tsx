import { shopPath } from '@/lib/storefront/shop-path'
import type { ProductFamily, StaticView } from '@/lib/storefront/static-page'
import { wordsOf } from '@/lib/words/words-of'

/** The way to the other product families; nothing when there are none. */
export function FamilyLinks({ view, families }: { view: StaticView; families: ProductFamily[] }) {
  if (families.length === 0) return null
  const words = wordsOf(view.locale)
  return (
    <section aria-labelledby="families-heading" className="mt-24">
      <h2 id="families-heading" className="text-2xl">
        {words.storefront.families}
      </h2>
      <ul className="mt-8 grid gap-6 md:grid-cols-3">
        {families.map((family) => (
          <li key={family} className="flex flex-col rounded-lg border border-line bg-surface p-6">
            <h3 className="text-lg">{words.families[family].name}</h3>
            <p className="mt-1 mb-4 flex-1 text-muted">{words.families[family].intro}</p>
            <a href={shopPath(view, `/${family}`)} className="text-link inline-flex min-h-11 items-center self-start">
              {words.storefront.familyLink(words.families[family].name)}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
