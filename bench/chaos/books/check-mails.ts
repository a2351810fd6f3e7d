import { differentCount, type Finding } from './finding'
import { paidSessions, serviceOf } from './paid-sessions'
import type { Books, Mail } from './read-books'

/** Whether everyone was written to; that a mail comes twice after a crash cannot be helped, and is no difference. */
export function checkMails(books: Books): Finding {
  const paid = paidSessions(books)
  const emails = [...new Set(paid.map(({ email }) => email))]
  return {
    title: 'A mail for each paid session: one welcome for each new account, a confirmation for the others',
    looked: paid.length,
    differences: [
      ...paid.flatMap((session) => {
        const { order } = serviceOf(books, session)
        const own = order ? mailsOfOrder(books, order.id, session.email) : []
        const kinds = new Set(own.map((mail) => (passwordIn(mail) ? 'welcome' : 'confirmation')))
        return own.length > 0 && kinds.size === 1
          ? []
          : [`${session.id} of ${session.email} has ${[...kinds].join(' and ') || 'no'} mail`]
      }),
      ...emails.flatMap((email) => {
        const welcomed = new Set(
          books.rows.orders
            .filter((order) => mailsOfOrder(books, order.id, email).some((mail) => passwordIn(mail)))
            .map(({ id }) => id),
        )
        return differentCount(`orders with a welcome mail to ${email}`, welcomed.size, 1)
      }),
    ],
  }
}

/** A customer finds the order's number in it: the start of its id. */
function mailsOfOrder({ mails }: Books, orderId: string, email: string): Mail[] {
  const number = orderId.slice(0, 8).toUpperCase()
  return mails.filter(({ to, text }) => to.includes(email) && text.includes(number))
}

/** The temporary password of a welcome mail. */
export function passwordIn({ text }: Mail): string | undefined {
  return /(?:password|contraseña[^:\n]*):?\s+(\S{16})\s/i.exec(text)?.[1]
}
