import type { Metadata } from 'next'
import { ShopFrame } from '@/app/(shop)/shop-frame'
import { shopMetadata } from '@/app/(shop)/shop-metadata'
import { PageHeader } from '@/components/ui/page-header'
import { brand, type Department } from '@/lib/brand'
import { departmentAddress } from '@/lib/mail/department-address'
import { shopPath } from '@/lib/storefront/shop-path'
import { readStaticView, type StaticParams } from '@/lib/storefront/static-page'
import { wordsOf } from '@/lib/words/words-of'

export const dynamic = 'force-static'
export const revalidate = 60
export const generateStaticParams = () => []

export async function generateMetadata(props: StaticParams): Promise<Metadata> {
  const view = await readStaticView(props)
  const { title, intro } = wordsOf(view.locale).company.contact
  return shopMetadata(view, '/contact', { title, description: intro })
}

const departments: Department[] = ['support', 'billing', 'sales']

/** Who answers what, and where. */
export default async function ContactPage(props: StaticParams) {
  const view = await readStaticView(props)
  const words = wordsOf(view.locale).company.contact
  return (
    <ShopFrame view={view} path="/contact">
      <div className="page-column py-16">
        <PageHeader title={words.title} intro={words.intro} />
        <ul className="mt-10 grid gap-6 md:grid-cols-3">
          {departments.map((department) => (
            <li key={department} className="rounded-lg border border-line bg-surface p-6">
              <h2 className="text-lg">{words.departments[department].name}</h2>
              <p className="mt-1 text-muted">{words.departments[department].text}</p>
              <a
                href={`mailto:${departmentAddress(department)}`}
                className="text-link mt-3 inline-flex min-h-11 items-center wrap-anywhere"
              >
                {departmentAddress(department)}
              </a>
            </li>
          ))}
        </ul>
        {brand.postalAddress.length > 0 && (
          <section aria-labelledby="address-heading" className="mt-12">
            <h2 id="address-heading" className="text-lg">
              {words.address}
            </h2>
            <address className="mt-2 whitespace-pre-line not-italic">{brand.postalAddress.join('\n')}</address>
          </section>
        )}
        <p className="mt-12">
          <a href={shopPath(view, '/status')} className="text-link inline-flex min-h-11 items-center">
            {words.status}
          </a>
        </p>
      </div>
    </ShopFrame>
  )
}
