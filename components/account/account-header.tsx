import { SiteHeader } from '@/components/ui/site-header'
import { requestLanguage } from '@/lib/web/request-language'
import { signOutAction } from '@/lib/web/sign-out-action'

type AccountHeaderProps = {
  /** Who is signed in. */
  name: string
  /** The page to which the logo leads. */
  homeHref: string
  /** Where the name leads; nowhere if left out. */
  accountHref?: string
}

/** The top of the pages behind the sign-in. */
export async function AccountHeader({ name, homeHref, accountHref }: AccountHeaderProps) {
  const { words, path } = await requestLanguage()
  return (
    <SiteHeader homeHref={path(homeHref)} home={words.frame.home}>
      <div className="flex min-w-0 items-center gap-x-5">
        {accountHref ? (
          <a
            href={path(accountHref)}
            aria-label={words.account.yourAccount(name)}
            className="flex min-h-11 max-w-20 min-w-11 items-center text-sm text-muted underline-offset-4 hover:underline sm:max-w-60"
          >
            <span className="truncate">{name}</span>
          </a>
        ) : (
          <span className="max-w-20 truncate text-sm text-muted sm:max-w-60">{name}</span>
        )}
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
