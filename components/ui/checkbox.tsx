import type { ComponentProps, ReactNode } from 'react'

type CheckboxProps = Omit<ComponentProps<'input'>, 'id' | 'type' | 'className'> & {
  /** Also the input's id, so that an error summary's link reaches it. */
  name: string
  label: ReactNode
  hint?: ReactNode
}

/** Something to tick, with its words beside it. */
export function Checkbox({ name, label, hint, ...input }: CheckboxProps) {
  const hintId = hint ? `${name}-hint` : undefined
  return (
    <div>
      <label htmlFor={name} className="flex min-h-11 cursor-pointer items-center gap-3">
        <input
          id={name}
          name={name}
          type="checkbox"
          aria-describedby={hintId}
          className="size-5 shrink-0 scroll-mt-24 accent-accent"
          {...input}
        />
        <span className="text-sm font-semibold">{label}</span>
      </label>
      {hint && (
        <p id={hintId} className="pl-8 text-sm text-muted">
          {hint}
        </p>
      )}
    </div>
  )
}
