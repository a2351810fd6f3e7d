const sentences: Record<string, string> = {
  cancel: 'The service is cancelled and ends with what is paid. The customer gets a mail.',
  keep: 'The service goes on and renews. The customer gets a mail.',
  end: 'The service has ended, and its site is going offline. The customer gets a mail.',
  suspend: 'The site is being taken offline. The customer gets a mail.',
  resume: 'Your hold on the service is lifted. The site comes back unless something else keeps it offline.',
  allow: 'The customer may buy again.',
  block: 'The customer may not buy any more.',
  refund: 'Stripe has taken the refund. Banks show it to their customers within 5 to 10 days.',
}

/** What was just done, by the word in the address; null for any other word. */
export function doneSentence(act: string | string[] | undefined): string | null {
  return typeof act === 'string' && Object.hasOwn(sentences, act) ? (sentences[act] ?? null) : null
}
