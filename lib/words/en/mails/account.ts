/** The mails about an account and its safety. */
export const account = {
  'password-reset': {
    subject: (shop: string) => `Choose a new password for ${shop}`,
    title: 'Choose a new password',
    preheader: 'The link works for 1 hour. Not you? Then there is nothing to do.',
    asked: (shop: string) =>
      `We were asked for a new password for your ${shop} account. If that was you, choose it here:`,
    action: 'Choose a new password',
    once: 'The link works once and for 1 hour after we sent this mail. If you asked more than once, use the newest mail.',
    notYou:
      'If it was not you, there is nothing to do: your password stays as it is, and your site and your payments are not affected.',
  },
  'email-verification': {
    subject: (shop: string) => `Confirm your e-mail address for ${shop}`,
    title: 'Is this your address?',
    preheader: 'Confirm it with one click. The link works for 24 hours.',
    asked: (shop: string, to: string) =>
      `You asked us to use ${to} for your ${shop} account from now on. Confirm that mail to this address reaches you:`,
    action: 'Confirm this address',
    once: 'The link works once and for 24 hours. From then on you sign in with this address, and our mails come here. Your password stays the same.',
    notYou: 'If you did not ask for this, there is nothing to do: without the link nothing changes.',
  },
  'email-change-notice': {
    subject: (shop: string) => `Your ${shop} account is to get another e-mail address`,
    title: 'Your address is to change',
    preheader: 'If that was not you, act now: here is how.',
    asked: (shop: string, to: string) =>
      `Someone who is signed in to your ${shop} account and knows its password asked us to use another address for it: ${to}. As soon as the link in our mail to that address is used, it takes the place of this one.`,
    you: 'If that was you, there is nothing to do here.',
    notYou:
      'If it was not you, choose a new password at once, which also signs everyone out, and reply to this mail: we will help you to keep the account.',
    action: 'Choose a new password',
  },
  'new-sign-in': {
    subject: (shop: string) => `New sign-in to your ${shop} account`,
    title: 'A new sign-in',
    preheader: 'From a browser that we had not seen before. Was it you?',
    seen: 'Someone signed in to your account from a browser in which it had not been used before.',
    when: 'When',
    browser: 'Browser',
    address: 'Network address',
    browserOf: (browser: string | null, system: string | null) =>
      browser && system ? `${browser} on ${system}` : (browser ?? system ?? 'Unknown'),
    you: 'If that was you, there is nothing to do. A private window or cleared cookies look like a new browser to us, too.',
    notYou: 'If it was not you, choose a new password now. That signs out every browser, this one too:',
    action: 'Choose a new password',
  },
}
