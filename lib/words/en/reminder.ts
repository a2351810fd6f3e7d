/** The page that stops reminders of unfinished orders. */
export const reminder = {
  title: 'Stop reminders?',
  text: 'We will then send no reminder of an unfinished order to your e-mail address any more, even if somebody asks for one. Mails about orders, payments and your account still arrive.',
  button: 'Stop all reminders',
  doneTitle: 'We will not remind you again',
  doneText: 'Your e-mail address gets no reminder of an unfinished order any more.',
  unknownTitle: 'This link is not complete',
  unknownText: 'Open it again from the mail, in full. Or write to us, and we will take your address off.',
}
