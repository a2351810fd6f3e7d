import { useSyncExternalStore } from 'react'

/** False in the page that the server renders, true once it runs in a browser. */
export function useRunsScripts(): boolean {
  return useSyncExternalStore(
    () => () => {},
    () => true,
    () => false,
  )
}
