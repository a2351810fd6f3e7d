import { brand } from '@/lib/brand'

/** The mark and the name; decorative beside text that already says the name. */
export function Logo() {
  return (
    <span className="inline-flex items-center gap-2 text-lg font-semibold tracking-tight text-ink">
      <svg aria-hidden="true" viewBox="0 0 24 24" className="size-6 text-accent" fill="currentColor">
        <path d="M2.5 20 8.6 4h4.1L6.6 20H2.5Zm8.8 0L17.4 4h4.1l-6.1 16h-4.1Z" />
      </svg>
      {brand.name}
    </span>
  )
}
