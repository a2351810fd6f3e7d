// Puts the chosen billing cycle into the address, so that reload, back and a shared link keep it. The page works without.
document.addEventListener('change', ({ target }) => {
  if (target.name !== 'cycle' || target.form?.id !== 'plans') return
  const address = new URL(location.href)
  address.searchParams.set('cycle', target.value)
  history.replaceState(null, '', address)
})
