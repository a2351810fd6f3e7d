/** A domain that breaks before its dots where it does not fit on a line; other words stay as they are. */
export function DomainName({ domain }: { domain: string }) {
  const dot = domain.indexOf('.', 1)
  if (dot < 0) return domain
  return (
    <>
      {domain.slice(0, dot)}
      <wbr />
      <DomainName domain={domain.slice(dot)} />
    </>
  )
}
