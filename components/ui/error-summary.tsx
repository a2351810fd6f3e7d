'use client'

import { useEffect, useRef } from 'react'

type ErrorSummaryProps = {
  title: string
  /** What went wrong apart from any field. */
  message?: string
  /** Sentences by the `name` of the field they are about. */
  fields?: Record<string, string>
}

/**
 * What stopped a form, above it: takes the focus when it appears and links to each field.
 * Give it a `key` that changes with every submit, so that it takes the focus again. Renders nothing without a message or a field.
 */
export function ErrorSummary({ title, message, fields = {} }: ErrorSummaryProps) {
  const box = useRef<HTMLDivElement>(null)
  const entries = Object.entries(fields)
  const isEmpty = !message && entries.length === 0
  useEffect(() => box.current?.focus(), [])
  if (isEmpty) return null
  return (
    <div ref={box} role="alert" tabIndex={-1} className="rounded-md border-2 border-danger bg-danger-soft px-5 py-4">
      <p className="font-semibold">{title}</p>
      {message && <p className="mt-1">{message}</p>}
      {entries.length > 0 && (
        <ul className="mt-1">
          {entries.map(([name, sentence]) => (
            <li key={name}>
              <a
                href={`#${name}`}
                className="inline-flex min-h-11 items-center font-medium text-danger underline underline-offset-4"
              >
                {sentence}
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
