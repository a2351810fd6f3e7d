import { expect, test } from 'vitest'
import { renderMail } from '@/lib/mail/render-mail'
import CancellationConfirmed from './cancellation-confirmed'
import CancellationUndone from './cancellation-undone'
import CheckoutReminder from './checkout-reminder'
import DeletionWarning from './deletion-warning'
import OrderConfirmation from './order-confirmation'
import PasswordReset from './password-reset'
import PaymentFailed from './payment-failed'
import PlanChangeScheduled from './plan-change-scheduled'
import PlanChangeWithdrawn from './plan-change-withdrawn'
import PlanChanged from './plan-changed'
import ServiceEnded from './service-ended'
import ServiceHeld from './service-held'
import StaffAlerts from './staff-alerts'
import Welcome from './welcome'

const password = Welcome.PreviewProps.temporaryPassword

test('a buyer whose domain was lost to another account is told so', async () => {
  const { text } = await renderMail(<Welcome {...Welcome.PreviewProps} lostDomain="shared.example" />)
  expect(text).toContain('You asked for shared.example.')
})

test('a buyer sees the tax that was paid, and whether the next payment adds some; without any it is not spoken of', async () => {
  const taxToday = { amountMinor: 1895, currency: 'usd' }
  const added = await renderMail(<OrderConfirmation {...OrderConfirmation.PreviewProps} taxToday={taxToday} addsTax />)
  expect(added.text).toContain('Of which tax')
  expect(added.text).toContain('$18.95')
  expect(added.text).toContain('$131.88 plus tax on November 23, 2027')
  const { text } = await renderMail(<OrderConfirmation {...OrderConfirmation.PreviewProps} />)
  expect(text).not.toMatch(/\btax\b/)
})

test('a buyer with a domain of their own is told where its DNS records are, and nobody else is', async () => {
  const dnsUrl = 'https://my.migrahosting.com/panel/services/1/domain'
  for (const mail of [
    <Welcome key="welcome" {...Welcome.PreviewProps} dnsUrl={dnsUrl} />,
    <OrderConfirmation key="order" {...OrderConfirmation.PreviewProps} dnsUrl={dnsUrl} />,
  ]) {
    const { text } = await renderMail(mail)
    expect(text).toContain('leads to your site as soon as its DNS records are set')
    expect(text).toContain(dnsUrl)
  }
  const { text } = await renderMail(<Welcome {...Welcome.PreviewProps} />)
  expect(text).not.toContain('DNS')
})

test('the welcome mail has the site, how to sign in, the dashboard and what to do first', async () => {
  const { html, text } = await renderMail(<Welcome {...Welcome.PreviewProps} />)
  for (const part of [withoutComments(html), text]) {
    expect(part).toContain('Hello Maria Santos,')
    expect(part).toContain('https://user4f2a91c0.migrahosting.com')
    expect(part).toContain('https://my.migrahosting.com/sign-in')
    expect(part).toContain('https://my.migrahosting.com/panel')
    expect(part).toContain(password)
    expect(part).toContain('What to do first')
    expect(part).toContain('we ask you to choose your own')
    expect(part).toContain('$118.69')
    expect(part).toContain('$131.88 on November 23, 2027')
    expect(part).not.toContain('You asked for')
    expect(part).toContain('MigraHosting Sales')
  }
})

test('the text part keeps a label and its value on one line, so that both can be read and copied', async () => {
  const siteUrl = `https://${'a-long-name-'.repeat(8)}.migrahosting.com`
  const { text } = await renderMail(<Welcome {...Welcome.PreviewProps} siteUrl={siteUrl} />)
  const lines = text.split('\n')
  expect(lines).toContain(`Your site      ${siteUrl}`)
  expect(lines).toContain(`Temporary password   ${password}`)
})

test('whoever has a password already is not told of a temporary one', async () => {
  const { html, text } = await renderMail(<Welcome {...Welcome.PreviewProps} temporaryPassword={null} />)
  for (const part of [withoutComments(html), text]) {
    expect(part).not.toContain('Temporary password')
    expect(part).toContain('Sign in with the password that you chose.')
  }
})

test('the order confirmation has the plan, both amounts, the day of the next payment, and no password', async () => {
  const { html, text } = await renderMail(<OrderConfirmation {...OrderConfirmation.PreviewProps} />)
  for (const part of [withoutComments(html), text]) {
    expect(part).toContain('Premium, 12 months')
    expect(part).toContain('$118.69')
    expect(part).toContain('$131.88 on November 23, 2027')
    expect(part).toContain('4F2A91C0')
    expect(part).toContain('https://user4f2a91c0.migrahosting.com')
    expect(part).toContain('https://my.migrahosting.com/panel')
    expect(part).toContain('your password is unchanged')
  }
})

test('the order confirmation names the term while the day of the next payment is not known', async () => {
  const { text } = await renderMail(
    <OrderConfirmation {...OrderConfirmation.PreviewProps} cycle="biennial" renewalDate={null} />,
  )
  expect(text).toMatch(/Next payment +\$131\.88, in 24 months/)
})

test('the password reset has its link, how long it works, and what to do when it was someone else', async () => {
  const { html, text } = await renderMail(<PasswordReset {...PasswordReset.PreviewProps} />)
  for (const part of [withoutComments(html), text]) {
    expect(part).toContain(PasswordReset.PreviewProps.resetUrl)
    expect(part).toContain('for 1 hour')
    expect(part).toContain('there is nothing to do')
  }
})

test('a failed payment says what to pay, where, and until when the site stays online', async () => {
  const { html, text } = await renderMail(<PaymentFailed {...PaymentFailed.PreviewProps} />)
  for (const part of [withoutComments(html), text]) {
    expect(part).toContain('stays so until November 30, 2027')
    expect(part).toContain('Pay $7.99')
    expect(part).toContain(PaymentFailed.PreviewProps.payUrl)
    expect(part).toContain('MigraHosting Billing')
  }
})

test('a reminder for a site that is offline does not say that it is online', async () => {
  const props = { ...PaymentFailed.PreviewProps, isReminder: true, suspendsAt: null, amount: null }
  const { text } = await renderMail(<PaymentFailed {...props} />)
  expect(text).toContain('Your payment is still open')
  expect(text).toContain('offline until the payment arrives')
  expect(text).not.toMatch(/[Oo]nline until|\$/)
})

test('the mails about the end say until when the data is kept, and the last one that it is the last', async () => {
  const ended = await renderMail(<ServiceEnded {...ServiceEnded.PreviewProps} />)
  const last = await renderMail(<DeletionWarning {...DeletionWarning.PreviewProps} isLast />)
  expect(ended.text).toMatch(/Data kept until +December 23, 2027/)
  expect(last.text).toMatch(/Deleted on +December 23, 2027/)
  expect(last.text).toContain('This is our last mail before that')
})

test('a site that staff took offline: its owner reads why, that nothing is lost, and whom to write to', async () => {
  const { text } = await renderMail(<ServiceHeld {...ServiceHeld.PreviewProps} />)
  expect(text).toMatch(/Reason +Your site sends mail that its readers did not ask for\./)
  expect(text).toContain('Nothing of it is deleted')
  expect(text).toContain('reply to this mail')
})

test('a cancellation says until when the service runs, how long its data is kept, what is charged, and the way back', async () => {
  const { html, text } = await renderMail(<CancellationConfirmed {...CancellationConfirmed.PreviewProps} />)
  for (const part of [withoutComments(html), text]) {
    expect(part).toContain('It runs until November 23, 2027')
    expect(part).toContain('December 23, 2027')
    expect(part).toContain('Nothing more is charged')
    expect(part).toContain('https://my.migrahosting.com/panel/services/1')
  }
})

test('a cancellation does not hide what was open before', async () => {
  const props = { ...CancellationConfirmed.PreviewProps, due: { amountMinor: 799, currency: 'usd' } }
  const { text } = await renderMail(<CancellationConfirmed {...props} />)
  expect(text).toContain('The payment of $7.99 that is open can be made until the service ends')
  expect(text).not.toContain('Nothing more is charged')
})

test('a cancellation that is undone says what is paid when', async () => {
  const { text } = await renderMail(<CancellationUndone {...CancellationUndone.PreviewProps} />)
  expect(text).toMatch(/Price +\$12\.99 every month/)
  expect(text).toMatch(/Next payment +November 23, 2027/)
})

test('a changed plan has both plans, what was paid or credited for the change, and what comes next', async () => {
  const { text } = await renderMail(<PlanChanged {...PlanChanged.PreviewProps} />)
  expect(text).toMatch(/Plan now +Premium, paid every month/)
  expect(text).toMatch(/Plan before +Starter, paid every month/)
  expect(text).toMatch(/Paid for the change +\$3\.39/)
  expect(text).toMatch(/Next payment +November 23, 2027/)
  const credit = { charged: null, credited: { amountMinor: 4200, currency: 'usd' } }
  const other = await renderMail(<PlanChanged {...PlanChanged.PreviewProps} {...credit} />)
  expect(other.text).toMatch(/Your credit +\$42\.00/)
  expect(other.text).not.toContain('Paid for the change')
})

test('a change that waits says from when on, at what price, and that it can be taken back', async () => {
  const scheduled = await renderMail(<PlanChangeScheduled {...PlanChangeScheduled.PreviewProps} />)
  expect(scheduled.text).toContain('On November 23, 2027 maria.example changes to Starter.')
  expect(scheduled.text).toMatch(/New price +\$7\.99 every month, first on that day/)
  expect(scheduled.text).toContain('take the change back')
  const withdrawn = await renderMail(<PlanChangeWithdrawn {...PlanChangeWithdrawn.PreviewProps} />)
  expect(withdrawn.text).toContain('It keeps Premium, and nothing was charged.')
})

test('the reminder of an order says that nothing was charged, leads back to the form, and how to stop it', async () => {
  const { html, text } = await renderMail(<CheckoutReminder {...CheckoutReminder.PreviewProps} />)
  for (const part of [withoutComments(html), text]) {
    expect(part).toContain('Premium for 12 months')
    expect(part).toContain('Nothing was charged')
    expect(part).toContain('until December 7, 2027')
    expect(part).toContain(CheckoutReminder.PreviewProps.resumeUrl)
    expect(part).toContain(CheckoutReminder.PreviewProps.unsubscribeUrl)
  }
})

test('who ordered in Spanish is reminded in Spanish alone', async () => {
  const { html, text } = await renderMail(<CheckoutReminder {...CheckoutReminder.PreviewProps} locale="es" />)
  expect(html).toContain('lang="es"')
  expect(text).toContain('hasta el 7 de diciembre de 2027')
  expect(text).toContain('Premium por 12 meses')
  expect(text.replaceAll(/https:\S+/g, '')).not.toMatch(/\b(order|mail|you|the|question|reply)\b/i)
})

test('what a customer typed as a name stays text', async () => {
  const { html } = await renderMail(
    <PasswordReset locale="en" name="<a href='https://evil.example'>x</a>" resetUrl="https://x.example/" />,
  )
  expect(html).not.toContain("<a href='https://evil.example'")
  expect(html).toContain('&lt;a href=')
})

/** React separates neighbouring pieces of text by empty comments. */
function withoutComments(html: string): string {
  return html.replaceAll('<!-- -->', '')
}

test('staff read each new alert, and how many are not in the list', async () => {
  const { text } = await renderMail(<StaffAlerts {...StaffAlerts.PreviewProps} total={7} />)
  expect(text).toContain('7 things need attention')
  expect(text).toContain('Order 4F2A91C0: the server refused the domain')
  expect(text).toContain('(3 times)')
  expect(text).toContain('And 5 more')
  expect(text).toContain('https://my.migrahosting.com/admin/attention')
})
