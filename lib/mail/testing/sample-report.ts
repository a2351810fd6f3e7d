type Said = { sentTo: string; action?: string; status?: string; diagnostic?: string }

/** For tests: a report as Postfix writes it (RFC 3464), with CRLF and a folded field. */
export function sampleReport(said: Said): string {
  const { sentTo, action = 'failed', status = '5.1.1', diagnostic = 'smtp; 550 5.1.1 No such user\r\n    here' } = said
  return `Return-Path: <>
From: MAILER-DAEMON@mx.example (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: ${sentTo}
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
	boundary="4F2A.1795/mx.example"

This is a MIME-encapsulated message.

--4F2A.1795/mx.example
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.

--4F2A.1795/mx.example
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example
X-Postfix-Queue-ID: 4F2A
Arrival-Date: Tue, 23 Nov 2027 09:30:00 +0000 (UTC)

Final-Recipient: rfc822; maria@example.com
Original-Recipient: rfc822;maria@example.com
Action: ${action}
Status: ${status}
Remote-MTA: dns; mail.example.com
Diagnostic-Code: ${diagnostic}

--4F2A.1795/mx.example
Content-Description: Undelivered Message Headers
Content-Type: text/rfc822-headers

From: MigraHosting Sales <sales@migrahosting.example>
To: maria@example.com
Subject: Your site is live

--4F2A.1795/mx.example--
`.replace(/\r?\n/g, '\r\n')
}
