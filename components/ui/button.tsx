import type { ComponentProps, ReactNode } from 'react'

export type ButtonVariant = 'primary' | 'secondary' | 'danger'

type Look = {
  /** One primary a view: the thing to do next. */
  variant?: ButtonVariant
  /** Fills its container. */
  wide?: boolean
  children: ReactNode
}

/** A button; `type="button"` unless told otherwise. */
export function Button({ variant = 'primary', wide = false, className, type = 'button', ...rest }: ButtonProps) {
  return <button type={type} className={buttonClass({ variant, wide, className })} {...rest} />
}

export type ButtonProps = Look & Omit<ComponentProps<'button'>, 'children'>

/** A link that looks like a button. A plain one: it needs no script, and so the public pages load none for it. */
export function ButtonLink({ variant = 'primary', wide = false, className, ...rest }: ButtonLinkProps) {
  return <a className={buttonClass({ variant, wide, className })} {...rest} />
}

type ButtonLinkProps = Look & { href: string } & Omit<ComponentProps<'a'>, 'children' | 'href'>

function buttonClass({ variant, wide, className }: { variant: ButtonVariant; wide: boolean; className?: string }) {
  const base =
    'inline-flex min-h-11 cursor-pointer items-center justify-center gap-2 rounded-md border px-5 py-2 text-center text-base leading-6 font-semibold no-underline aria-disabled:cursor-default aria-disabled:opacity-70'
  return [base, lookOf[variant], wide ? 'w-full' : '', className ?? ''].join(' ')
}

const lookOf: Record<ButtonVariant, string> = {
  primary: 'border-transparent bg-accent text-on-accent hover:bg-accent-hover',
  secondary: 'border-control bg-surface text-ink hover:bg-sunken',
  danger: 'border-transparent bg-danger text-on-danger hover:bg-danger-hover',
}
