/** The pages around a password, and the top of the pages behind it. */
export const account = {
  signOut: 'Sign out',
  /** The link to the page about it, which shows the name alone. */
  yourAccount: (name: string) => `Your account, ${name}`,
  signIn: {
    title: 'Sign in',
    changed: { title: 'Your password is changed', text: 'You can sign in with it now.' },
    forgot: 'Forgot your password?',
    form: {
      email: 'E-mail',
      password: 'Password',
      submit: 'Sign in',
      pending: 'Signing in…',
      refused: 'You are not signed in',
    },
    missing: { email: 'Enter your e-mail address.', password: 'Enter your password.' },
  },
  forgotPassword: {
    title: 'Forgot your password?',
    intro: 'Tell us the e-mail address of your account. We send you a link with which you choose a new password.',
    sent: {
      title: 'Look into your inbox',
      text: 'If that address has an account, a mail with a link is on its way. The link works once and for one hour. Nothing there after a few minutes? Look into the spam folder, or {again}.',
      again: 'try again',
    },
    back: 'Back to signing in',
    form: { email: 'E-mail', submit: 'Send me a link', pending: 'Sending…', refused: 'No mail was sent' },
    badEmail: 'Enter an e-mail address, such as name@example.com.',
  },
  changePassword: {
    title: 'Choose your password',
    intro: 'You signed in with a temporary password. Choose one that only you know; then your services open.',
  },
  resetPassword: {
    title: 'Choose a new password',
    intro: (email: string) => `For the account ${email}. Every browser that is signed in to it will be signed out.`,
    dead: {
      title: 'This link no longer works',
      text: 'It has been used already, is older than one hour, or a newer one was sent. Ask for a new one; your password is unchanged.',
      again: 'Get a new link',
    },
  },
  newPassword: {
    password: 'New password',
    hint: 'At least 12 characters. A few unrelated words are strong and easy to remember.',
    submit: 'Save the password',
    pending: 'Saving…',
    refused: 'The password is not changed',
  },
  passwordSwitch: { name: 'Show the password', show: 'Show', hide: 'Hide' },
}
