/** What a page is asked for behind the `?` of its address, as Next hands it over. */
export type PageQuery = { searchParams: Promise<Record<string, string | string[] | undefined>> }

/** The page's number in the address; anything odd is the first one. */
export function pageNumberOf(text: string | string[] | undefined): number {
  return typeof text === 'string' && /^[1-9]\d{0,5}$/.test(text) ? Number(text) : 1
}
