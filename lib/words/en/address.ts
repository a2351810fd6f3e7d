/** The page about one's own account, and the change of its e-mail address. */
export const address = {
  title: 'Your account',
  name: 'Name',
  email: 'E-mail',
  sent: {
    title: 'Look into your new inbox',
    text: 'If no other account uses that address, a mail with a link is on its way to it. Your address changes when you use the link, which works once and for 24 hours. Nothing there after a few minutes? Look into the spam folder.',
  },
  change: {
    heading: 'Change your e-mail address',
    text: 'You sign in with it, and our mails go there. We send a link to the new address, and a word to the old one.',
    email: 'New e-mail address',
    password: 'Your password',
    submit: 'Send the link',
    pending: 'Sending…',
    refused: 'No mail was sent',
  },
  password: {
    heading: 'Change your password',
    text: 'We send you a link with which you choose a new one. Every browser that is signed in is signed out by it.',
    link: 'Get a link',
  },
  confirm: {
    title: 'Confirm your e-mail address',
    intro: (from: string, to: string) => `Your account changes from ${from} to ${to}. Your password stays the same.`,
    submit: 'Confirm this address',
    pending: 'Confirming…',
    refused: 'Your address is not changed',
    open: 'Open your account',
    done: {
      title: 'Your address is changed',
      text: 'You sign in with it from now on, and our mails go there. Your password is the same as before.',
    },
    dead: {
      title: 'This link no longer works',
      text: 'It has been used already, is older than 24 hours, or a newer one was sent. Ask for a new one in your account; your address is as it was.',
    },
  },
}
