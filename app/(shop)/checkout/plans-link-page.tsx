import type { ReactNode } from 'react'
import { ButtonLink } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'

/** Says why there is nothing to check out and leads back to the plans. */
export function PlansLinkPage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="page-column py-16">
      <PageHeader title={title} intro={children} />
      <div className="mt-8">
        <ButtonLink href="/#plans">See the plans</ButtonLink>
      </div>
    </div>
  )
}
