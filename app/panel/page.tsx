import type { Metadata } from 'next'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { listServices } from '@/lib/accounts/list-services'
import { requireUser } from '@/lib/web/session'
import { ServiceCard } from './service-card'

export const metadata: Metadata = { title: 'Your services' }

export default async function PanelPage() {
  const user = await requireUser({ returnTo: '/panel' })
  const services = await listServices(user.id)
  return (
    <div className="space-y-8">
      <PageHeader
        title="Your services"
        actions={
          services.length > 0 && (
            <ButtonLink href="/#plans" variant="secondary">
              Add a service
            </ButtonLink>
          )
        }
      />
      {services.length === 0 ? (
        <NoServices />
      ) : (
        <ul className="grid grid-cols-1 gap-5 lg:grid-cols-2">
          {services.map((service) => (
            <li key={service.id}>
              <ServiceCard service={service} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function NoServices() {
  return (
    <Card className="max-w-prose space-y-4">
      <h2 className="text-xl">Nothing here yet</h2>
      <p>
        A service shows up here as soon as its payment has arrived. If you have paid a moment ago, reload this page in a
        few seconds.
      </p>
      <ButtonLink href="/#plans">See the plans</ButtonLink>
    </Card>
  )
}
