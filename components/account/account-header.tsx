import { SiteHeader } from '@/components/ui/site-header'
import { requestLanguage } from '@/lib/web/request-language'
import { signOutAction } from '@/lib/web/sign-out-action'

type AccountHeaderProps = {
  /** Who is signed in. */
  name: string
  /** The page to which the logo leads. */
  homeHref: string
}

/** The top of the pages behind the sign-in. */
export async function AccountHeader({ name, homeHref }: AccountHeaderProps) {
  const { words, path } = await requestLanguage()
  return (
    <SiteHeader homeHref={path(homeHref)} home={words.frame.home}>
      <div className="flex min-w-0 items-center gap-x-5">
        <span className="max-w-20 truncate text-sm text-muted sm:max-w-60">{name}</span>
        <form action={signOutAction}>
          <button
            type="submit"
            className="min-h-11 cursor-pointer text-sm font-medium whitespace-nowrap underline-offset-4 hover:underline"
          >
            {words.account.signOut}
          </button>
        </form>
      </div>
    </SiteHeader>
  )
}
