import type { ReactNode } from 'react'
import { Heading, Link, Text } from 'react-email'
import { bodyText, fontFamily, light } from './palette'

export function Paragraph({ children }: { children: ReactNode }) {
  return (
    <Text className="ink" style={{ ...bodyText, margin: '0 0 16px' }}>
      {children}
    </Text>
  )
}

export function Subheading({ children }: { children: ReactNode }) {
  return (
    <Heading
      as="h2"
      className="ink"
      style={{ color: light.ink, fontFamily, fontSize: '19px', lineHeight: '26px', margin: '28px 0 10px' }}
    >
      {children}
    </Heading>
  )
}

export function TextLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link
      href={href}
      className="link"
      style={{ color: light.accent, fontWeight: 400, textDecoration: 'underline', overflowWrap: 'anywhere' }}
    >
      {children}
    </Link>
  )
}
