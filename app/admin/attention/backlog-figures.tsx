import { Fact, Facts } from '@/components/account/facts'
import { Card } from '@/components/ui/card'
import type { Backlog } from '@/lib/health/read-backlog'

/** How far behind the work is. */
export function BacklogFigures({ backlog }: { backlog: Backlog }) {
  return (
    <Card>
      <Facts>
        <Fact term="Oldest unfinished order">{ageInWords(backlog.oldestOrderSeconds)}</Fact>
        <Fact term="Oldest event to work off">{ageInWords(backlog.oldestEventSeconds)}</Fact>
        <Fact term="Jobs that ran out of tries">{backlog.deadJobs === 0 ? 'None' : backlog.deadJobs}</Fact>
      </Facts>
    </Card>
  )
}

function ageInWords(seconds: number | null): string {
  if (seconds === null) return 'None'
  const units: [name: string, seconds: number][] = [
    ['day', 86_400],
    ['hour', 3_600],
    ['minute', 60],
  ]
  const [name, size] = units.find((unit) => seconds >= 2 * unit[1]) ?? ['second', 1]
  const count = Math.floor(seconds / size)
  return count === 1 ? `1 ${name} old` : `${count} ${name}s old`
}
