import { type RefObject, useEffect, useRef } from 'react'
import { parseJson } from '@/lib/parse-json'
import { type CheckoutState, type Entries, entryNames } from './checkout-state'

const storageKey = 'checkout-typed'

/**
 * Carries what was typed, and not yet sent, over to the form in another language or for another plan. It stays in this
 * tab of the browser, from the moment in which the page is left until a form is shown again.
 * @param shown the entries with which the page came
 */
export function useTypedEntries(form: RefObject<HTMLFormElement | null>, shown: Entries, state: CheckoutState): void {
  const isSent = useRef(false)

  // An answer came: what is in the form now is not on its way any more.
  useEffect(() => {
    isSent.current = state.payAt !== undefined
  }, [state])

  useEffect(() => {
    const element = form.current
    if (!element) return
    const leaving = new AbortController()
    fillIn(element, shown)
    element.addEventListener('submit', () => (isSent.current = true), leaving)
    window.addEventListener('pagehide', () => !isSent.current && keep(element, shown), leaving)
    return () => leaving.abort()
  }, [form, shown])
}

/** Only what differs from the page as it came: the rest comes with the next one too. */
function keep(form: HTMLFormElement, shown: Entries): void {
  const typed = entryNames
    .map((name) => [name, textIn(inputOf(form, name))] as const)
    .filter(([name, value]) => value !== undefined && value !== shown[name])
  if (typed.length > 0) sessionStorage.setItem(storageKey, JSON.stringify(Object.fromEntries(typed)))
}

function fillIn(form: HTMLFormElement, shown: Entries): void {
  const typed = parseJson(sessionStorage.getItem(storageKey) ?? '{}')
  sessionStorage.removeItem(storageKey)
  if (typeof typed !== 'object' || typed === null) return
  for (const name of entryNames) {
    const input = inputOf(form, name)
    const value: unknown = Reflect.get(typed, name)
    // Whoever began to type before this ran is not disturbed.
    if (!input || typeof value !== 'string' || textIn(input) !== shown[name]) continue
    if (input.type === 'checkbox') input.checked = value !== ''
    else input.value = value
  }
}

function inputOf(form: HTMLFormElement, name: string): HTMLInputElement | undefined {
  const found = form.elements.namedItem(name)
  return found instanceof HTMLInputElement ? found : undefined
}

function textIn(input: HTMLInputElement | undefined): string | undefined {
  return input?.type === 'checkbox' && !input.checked ? '' : input?.value
}
