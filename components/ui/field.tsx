import type { ComponentProps, ReactNode } from 'react'

type FieldProps = Omit<ComponentProps<'input'>, 'id' | 'className'> & {
  /** Also the input's id, so that an error summary's link reaches it. */
  name: string
  label: ReactNode
  hint?: ReactNode
  error?: string
  /** Beside the label, e.g. `(optional)`. */
  optional?: string
  /** Stands beside the input, e.g. a button that applies a coupon. */
  after?: ReactNode
}

/** A labelled text input with its hint and its error, wired for assistive technology. */
export function Field({ name, label, hint, error, optional, after, ...input }: FieldProps) {
  const hintId = hint ? `${name}-hint` : undefined
  const errorId = error ? `${name}-error` : undefined
  return (
    <div>
      <label htmlFor={name} className="block text-sm font-semibold">
        {label}
        {optional && <span className="font-normal text-muted"> {optional}</span>}
      </label>
      {hint && (
        <p id={hintId} className="mt-0.5 text-sm text-muted">
          {hint}
        </p>
      )}
      <div className="mt-2 flex items-stretch gap-2">
        <input
          id={name}
          name={name}
          aria-invalid={error ? true : undefined}
          aria-describedby={[hintId, errorId].filter(Boolean).join(' ') || undefined}
          className={inputClass}
          {...input}
        />
        {after}
      </div>
      {error && (
        <p id={errorId} className="mt-2 flex gap-2 text-sm font-medium text-danger">
          <ErrorMark />
          <span>{error}</span>
        </p>
      )}
    </div>
  )
}

const inputClass =
  'min-h-12 w-full min-w-0 scroll-mt-24 rounded-md border border-control bg-surface px-3.5 py-2 text-base text-ink placeholder:text-muted read-only:bg-sunken focus-visible:outline-offset-0 aria-invalid:border-2 aria-invalid:border-danger'

function ErrorMark() {
  return (
    <svg aria-hidden="true" viewBox="0 0 16 16" className="mt-1 size-4 shrink-0" fill="currentColor">
      <path d="M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm-.9 3h1.8l-.25 5h-1.3L7.1 4ZM8 12.2a1 1 0 1 1 0-2 1 1 0 0 1 0 2Z" />
    </svg>
  )
}
