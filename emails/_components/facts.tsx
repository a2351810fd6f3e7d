import type { ReactNode } from 'react'
import { bodyText, light } from './palette'

export type Fact = { label: string; value: ReactNode }

/** Labels with their values; two aligned columns in the text part too. */
export function Facts({ facts }: { facts: Fact[] }) {
  return (
    <table
      className="sunken facts"
      width="100%"
      border={0}
      cellPadding="0"
      cellSpacing="0"
      style={{ backgroundColor: light.sunken, borderRadius: '8px', margin: '0 0 20px' }}
    >
      <tbody>
        {facts.map(({ label, value }, index) => (
          <tr key={label}>
            <th
              scope="row"
              align="left"
              className="muted"
              style={{
                ...bodyText,
                ...cell,
                ...paddingOf(index, facts.length),
                paddingLeft: '16px',
                color: light.muted,
                fontWeight: 400,
                width: '30%',
              }}
            >
              {label}
            </th>
            <td
              className="ink"
              style={{
                ...bodyText,
                ...cell,
                ...paddingOf(index, facts.length),
                paddingRight: '16px',
                fontWeight: 600,
                overflowWrap: 'anywhere',
              }}
            >
              {value}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const cell = { paddingLeft: '0', paddingRight: '8px', verticalAlign: 'top', fontSize: '15px' } as const

/** The frame's own padding is the cells': Outlook knows none of a table's. */
function paddingOf(row: number, rows: number) {
  return { paddingTop: row === 0 ? '14px' : '6px', paddingBottom: row === rows - 1 ? '14px' : '6px' }
}
