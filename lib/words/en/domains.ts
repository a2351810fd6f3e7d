/** The page on which a customer leads a domain of their own to a site. */
export const domains = {
  title: 'Domain',
  titleOf: (name: string) => `Domain of ${name}`,
  intro: 'Your site always answers at {systemDomain}. With a domain of your own it answers there as well.',
  part: {
    seeRecords: 'See its DNS records',
    connect: 'Connect a domain of your own',
    waits: 'Waits for your proof',
  },
  none: {
    title: 'There is no domain to set',
    settingUp: 'Your site is still being set up. Come back in a minute.',
    ended: 'This service has ended.',
  },
  lost: {
    title: (domain: string) => `${domain} is no longer connected to your site`,
    text: (domain: string) =>
      `Somebody who controls the DNS of ${domain} has proved that it is theirs and connected it to a site of their own. Your site and its files are as they were. If ${domain} is yours, connect it again: its new TXT record then decides.`,
  },
  proof: {
    title: (domain: string) => `Prove that ${domain} is yours`,
    text: (domain: string) =>
      `The name is set up with another site here. Set this record where you manage the domain. As soon as we find it, ${domain} is yours here, and you can remove the record.`,
    table: (domain: string) => `Proof for ${domain}`,
    isAllThatIsMissing: 'Only the proof above is missing.',
  },
  records: {
    table: (domain: string) => `Records for ${domain}`,
    type: 'Type',
    name: 'Name',
    value: 'Value',
  },
  noRecords: {
    demoTitle: 'This is a demo on one machine',
    demo: (domain: string) =>
      `Its server has no public address, so ${domain} leads nowhere outside this machine, and there are no records to set.`,
    title: 'The address of your server is missing here',
    text: 'Reply to any of our mails, and we tell you which records to set.',
  },
  check: {
    again: 'Check again',
    last: 'Last looked up {moment}. We keep looking by ourselves.',
  },
  states: {
    here: {
      short: 'Leads to your site',
      title: (domain: string) => `${domain} leads to your site`,
      text: 'With and without www. There is nothing left to do.',
    },
    partly: {
      short: 'Leads here in part',
      title: (domain: string) => `${domain} leads here in part`,
      text: 'Some visitors arrive and others do not. Compare the records below with yours, and remove any other A and AAAA records of these names.',
    },
    elsewhere: {
      short: 'Leads elsewhere',
      title: (domain: string) => `${domain} still leads elsewhere`,
      text: 'Set the records below in place of its A and AAAA records of today. If you have just done so, the old ones may be remembered for some hours. Behind a proxy or CDN of yours this is as it should be.',
    },
    not_found: {
      short: 'Its records are missing',
      title: (domain: string) => `${domain} leads nowhere yet`,
      text: 'It has no address. Set the records below where you manage the domain: usually where you bought it, under “DNS”.',
    },
    unanswered: {
      short: 'Could not be looked up',
      title: (domain: string) => `We could not look ${domain} up just now`,
      text: 'Its name servers did not answer us. That often passes by itself, and we keep trying. If it lasts, ask whoever manages the domain.',
    },
  },
  onlyWwwMissing:
    'Whoever types www. in front of it does not arrive. Set the records of that name too, unless you do not want it.',
  names: {
    label: 'Where each name leads',
    here: 'Here',
    mixed: 'Here and elsewhere',
    elsewhere: 'Elsewhere',
    missing: 'Nowhere',
    unanswered: 'No answer',
  },
  form: {
    connect: 'Connect a domain',
    another: 'Use another domain',
    label: 'A domain that you own',
    hint: 'For example example.com. Nothing changes at your domain until you set its records.',
    submit: 'Connect this domain',
    pending: 'Connecting it…',
    refused: 'The domain is not connected',
  },
}
