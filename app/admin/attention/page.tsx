import type { Metadata } from 'next'
import { Pager } from '@/app/admin/pager'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { listAlerts } from '@/lib/alerts/list-alerts'
import { readBacklog } from '@/lib/health/read-backlog'
import { type PageQuery, pageNumberOf } from '@/lib/web/page-query'
import { currentUser, requireStaff } from '@/lib/web/session'
import { AlertTable } from './alert-table'
import { BacklogFigures } from './backlog-figures'

/** Only staff learn what this page is called. */
export async function generateMetadata(): Promise<Metadata> {
  const user = await currentUser()
  return user?.role === 'staff' ? { title: 'Attention' } : {}
}

/** What staff have to look at, and how far behind the work is. */
export default async function AttentionPage({ searchParams }: PageQuery) {
  const page = pageNumberOf((await searchParams).page)
  await requireStaff({ returnTo: pathOf(page) })
  const [{ alerts, hasOlder }, backlog] = await Promise.all([listAlerts({ page }), readBacklog()])
  return (
    <div className="space-y-8">
      <PageHeader
        title="Attention"
        intro="What the shop cannot settle by itself, newest first. What is mended by itself goes off the list by itself."
      />
      <BacklogFigures backlog={backlog} />
      {alerts.length === 0 ? (
        <Notice
          tone={page === 1 ? 'good' : 'neutral'}
          title={page === 1 ? 'Nothing needs you' : 'Nothing this far back'}
        >
          {page === 1 ? 'Every order, event and server is as it should be.' : 'Go back to newer ones.'}
        </Notice>
      ) : (
        <AlertTable alerts={alerts} />
      )}
      <Pager name="alerts" page={page} hasOlder={hasOlder} hrefOf={pathOf} />
    </div>
  )
}

function pathOf(page: number): string {
  return page === 1 ? '/admin/attention' : `/admin/attention?page=${page}`
}
