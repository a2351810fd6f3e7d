import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { SiteHeader } from '@/components/ui/site-header'
import { signOutAction } from '@/lib/web/sign-out-action'

type AccountHeaderProps = {
  /** Who is signed in. */
  name: string
  /** Where the logo leads. */
  homeHref: string
  children?: ReactNode
}

/** The top of the pages behind the sign-in. */
export function AccountHeader({ name, homeHref, children }: AccountHeaderProps) {
  return (
    <SiteHeader homeHref={homeHref}>
      <div className="flex min-w-0 flex-wrap items-center gap-x-4 gap-y-1">
        {children}
        <span className="max-w-60 truncate text-sm text-muted">{name}</span>
        <form action={signOutAction}>
          <Button type="submit" variant="quiet">
            Sign out
          </Button>
        </form>
      </div>
    </SiteHeader>
  )
}
