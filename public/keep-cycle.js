// Puts the chosen billing cycle into the address, so that reload, back and a shared link keep it, and into the links to the
// same page in another currency or language. The page works without.
document.addEventListener('change', ({ target }) => {
  if (target.name !== 'cycle' || target.form?.id !== 'plans') return
  history.replaceState(null, '', withCycle(location.href, target.value))
  for (const link of document.querySelectorAll('a[data-keeps-cycle]')) link.href = withCycle(link.href, target.value)
})

function withCycle(address, cycle) {
  const url = new URL(address)
  url.searchParams.set('cycle', cycle)
  return url
}
