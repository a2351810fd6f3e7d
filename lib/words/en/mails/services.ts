/** The mails about a service itself: taken offline by staff, cancelled, over, deleted. */
export const services = {
  'service-held': {
    subject: (service: string) => `We have taken ${service} offline`,
    title: 'We have taken your site offline',
    preheader: 'Nothing is deleted. Reply to this mail and we will sort it out together.',
    decided:
      'We have taken your site offline. This was decided by a person here, for the reason below. Nothing of it is deleted: your files are where you left them.',
    reason: 'Reason',
    way: 'To get it back online, or if you think that this is a mistake, reply to this mail: it reaches the people who can lift it. Tell us what you have changed, and we will look at it with you.',
    goesOn: 'Your plan goes on as before, and so do its payments. We write to you again when the site is back.',
  },
  'domain-lost': {
    title: (domain: string) => `${domain} is no longer connected to your site`,
    preheader: (systemDomain: string) => `Your site goes on at ${systemDomain}. Nothing of it is deleted.`,
    proved: (domain: string, systemDomain: string) =>
      `Somebody who controls the DNS of ${domain} has proved that it is theirs, and has connected it to a site of their own. Your site goes on at ${systemDomain}, and nothing of it is changed or deleted.`,
    ifYours: (domain: string) =>
      `If ${domain} is yours, and you did not do that yourself, look after its DNS first: whoever can write there has access to it. Then connect it again. A new DNS record decides whose it is.`,
    action: 'See your site’s domain',
    notSure: 'If you are not sure what happened, reply to this mail and we will look at it with you.',
  },
  'service-released': {
    subject: (service: string) => `We have put ${service} back online`,
    title: 'Your site is back online',
    preheader: (service: string) => `${service} is as it was. There is nothing that you have to do.`,
    back: (service: string, plan: string) =>
      `We have put ${service} back online, just as it was before, and your ${plan} plan goes on as usual. There is nothing that you have to do.`,
    different: 'If something looks different from before, reply to this mail and we will look at it with you.',
  },
  'cancellation-confirmed': {
    subject: (service: string) => `${service} is cancelled: what happens when`,
    title: 'Your service is cancelled',
    preheader: (service: string, day: string) => `${service} runs until ${day}. Until then you can undo it.`,
    ends: (plan: string, service: string, day: string) =>
      `${plan} for ${service} will not renew. It runs until ${day}, as you have paid for, and then goes offline.`,
    charges: (due: string | null) =>
      due
        ? `There will be no renewal. The payment of ${due} that is open can be made until the service ends; after that we do not ask for it.`
        : 'Nothing more is charged for it.',
    undo: (day: string) => `Changed your mind, or was it not you? Until ${day} one click lets it go on as before:`,
  },
  'cancellation-undone': {
    subject: (service: string) => `${service} goes on: the cancellation is undone`,
    title: 'Your service goes on',
    preheader: (service: string) => `The cancellation of ${service} is undone. It renews as before.`,
    undone: (service: string, plan: string) =>
      `The cancellation of ${service} is undone. ${plan} goes on without a break and renews by itself again. Nothing was charged for this.`,
    notYou: 'Was it not you? Then cancel it again there, or reply to this mail and we will look into it.',
  },
  'ending-soon': {
    subject: (service: string, day: string) => `${service} ends on ${day}`,
    title: 'Your service ends soon',
    preheader: (service: string, day: string) => `${service} goes offline on ${day}. Until then you can keep it.`,
    ends: (plan: string, service: string, day: string) =>
      `A reminder, as it was cancelled a while ago: ${plan} for ${service} ends on ${day}, and the site then goes offline. It does not renew, and nothing more is charged for it.`,
    copy: (day: string) =>
      `If you leave, take a copy of your files in time. We keep everything until ${day} in case you still need something of it.`,
    keep: 'If you would rather keep the site, one click lets it go on as before:',
  },
  'service-ended': {
    subject: (service: string) => `${service} has ended; we keep its data for a while`,
    title: 'Your service has ended',
    preheader: (service: string, day: string) => `${service} is offline. We keep its data until ${day}.`,
    ended: (plan: string, day: string) =>
      `${plan} has ended and will not be charged again. Your site is offline now. We keep all of its data until ${day}, in case you still need something of it.`,
    copy: 'If you want a copy of your files, or your site back, reply to this mail before that day. We will write to you again before anything is deleted.',
  },
  'deletion-warning': {
    subject: (isLast: boolean, service: string) =>
      isLast
        ? `Last notice: the data of ${service} is deleted tomorrow`
        : `The data of ${service} will be deleted soon`,
    title: (isLast: boolean): string =>
      isLast ? 'Last notice: your data is deleted tomorrow' : 'Your data will be deleted',
    preheader: (service: string, day: string) => `The data of ${service} is kept until ${day}.`,
    deletes: (service: string, day: string) =>
      `Your service ${service} is over, and we have kept its data since. On ${day} we delete it: the files of the site and its settings.`,
    deletedOn: 'Deleted on',
    copy: 'If you need a copy, or want to go on with the site, reply to this mail before that day. If you need nothing of it, there is nothing to do.',
    next: (isLast: boolean): string =>
      isLast
        ? 'This is our last mail before that. Once it is done, we say so.'
        : 'We will write once more, one day before.',
  },
  'service-deleted': {
    subject: (service: string) => `The data of ${service} is deleted`,
    title: 'Your data is deleted',
    preheader: (service: string) => `${service} is gone from our servers, as we wrote to you before.`,
    deleted: (plan: string, service: string) =>
      `The time for which we keep the data of a service that is over has passed, so we have deleted ${service} (${plan}) from our servers: its files and its settings.`,
    bills:
      'Nothing is charged for it any more. Your account and your invoices stay: you can still sign in and see them.',
    thanks:
      'Thank you for having been with us. If you would like a site again, the plans are on our pages, and this mail is answered by a person.',
  },
}
