import { Badge, type Tone } from '@/components/ui/badge'
import type { SentMail } from '@/lib/admin/list-mails'
import { DataCell, DataRow, DataTable, Second } from './data-table'
import { Moment } from './moment'

export function MailTable({ mails }: { mails: SentMail[] }) {
  if (mails.length === 0) return <p className="text-muted">No mail yet.</p>
  return (
    <DataTable name="Mails" titles={['Subject', 'State', 'Asked for', 'Sent']}>
      {mails.map((mail) => (
        <MailRow key={mail.id} mail={mail} />
      ))}
    </DataTable>
  )
}

function MailRow({ mail }: { mail: SentMail }) {
  const { tone, words } = mail.bouncedAt ? cameBack : looks[mail.status]
  return (
    <DataRow>
      <DataCell title="Subject">{mail.subject}</DataCell>
      <DataCell title="State">
        <Badge tone={tone}>{words}</Badge>
        {mail.attempts > 1 && <Second>{mail.attempts} attempts</Second>}
        {mail.error && <Second>{mail.error}</Second>}
        {mail.bouncedAt && (
          <Second>
            {mail.bounceReason} (<Moment at={mail.bouncedAt} />)
          </Second>
        )}
      </DataCell>
      <DataCell title="Asked for">
        <Moment at={mail.askedAt} />
      </DataCell>
      <DataCell title="Sent">
        {mail.sentAt ? <Moment at={mail.sentAt} /> : <span className="text-muted">Not yet</span>}
      </DataCell>
    </DataRow>
  )
}

const looks: Record<SentMail['status'], { tone: Tone; words: string }> = {
  queued: { tone: 'warning', words: 'Waiting' },
  sent: { tone: 'good', words: 'Sent' },
  failed: { tone: 'danger', words: 'Not accepted' },
}

const cameBack: { tone: Tone; words: string } = { tone: 'danger', words: 'Came back' }
