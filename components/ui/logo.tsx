import { brand } from '@/lib/brand'

/** The mark and the name; decorative beside text that already says the name. */
export function Logo() {
  return (
    <span className="inline-flex items-center gap-2 text-lg font-semibold tracking-tight text-ink">
      <svg aria-hidden="true" viewBox="0 0 24 24" className="size-6 text-accent" fill="currentColor">
        <path d={brand.logo} />
      </svg>
      {brand.name}
    </span>
  )
}
