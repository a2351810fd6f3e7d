import type { ReactNode } from 'react'
import { bodyText, light } from './palette'

type Fact = { label: string; value: ReactNode }

/** Labels with their values; two aligned columns in the text part too. */
export function Facts({ facts }: { facts: Fact[] }) {
  return (
    <table
      className="sunken facts"
      width="100%"
      border={0}
      cellPadding="0"
      cellSpacing="0"
      style={{ backgroundColor: light.sunken, borderRadius: '8px', margin: '0 0 20px', padding: '8px 16px' }}
    >
      <tbody>
        {facts.map(({ label, value }) => (
          <tr key={label}>
            <th
              scope="row"
              align="left"
              className="muted"
              style={{ ...bodyText, ...cell, color: light.muted, fontWeight: 400, width: '30%' }}
            >
              {label}
            </th>
            <td className="ink" style={{ ...bodyText, ...cell, fontWeight: 600, overflowWrap: 'anywhere' }}>
              {value}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const cell = { padding: '6px 8px 6px 0', verticalAlign: 'top', fontSize: '15px' } as const
