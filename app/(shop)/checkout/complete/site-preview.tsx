type SitePreviewProps = { sessionId: string; title: string; text: string }

/** The site as a picture: its page shrunk, without scripts, and out of reach of pointer and keyboard. */
export function SitePreview({ sessionId, title, text }: SitePreviewProps) {
  return (
    <figure className="mt-8 max-w-md">
      <div className="aspect-16/10 overflow-hidden rounded-lg border border-line bg-surface shadow-raised">
        <iframe
          title={title}
          src={`/api/checkout/preview?session_id=${encodeURIComponent(sessionId)}`}
          sandbox=""
          loading="lazy"
          inert
          className="pointer-events-none h-[250%] w-[250%] origin-top-left scale-40"
        />
      </div>
      <figcaption className="mt-2 text-sm text-muted">{text}</figcaption>
    </figure>
  )
}
