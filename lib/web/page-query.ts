/** What a page is asked for behind the `?` of its address, as Next hands it over. */
export type PageQuery = { searchParams: Promise<Record<string, string | string[] | undefined>> }
