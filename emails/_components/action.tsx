import { Button, Section } from 'react-email'
import { fontFamily, light } from './palette'

/** The one thing to do next. */
export function Action({ href, children }: { href: string; children: string }) {
  return (
    <Section style={{ margin: '4px 0 20px' }}>
      <Button
        href={href}
        className="action"
        style={{
          backgroundColor: light.accent,
          borderRadius: '8px',
          color: light.onAccent,
          fontFamily,
          fontSize: '16px',
          fontWeight: 600,
          padding: '13px 22px',
        }}
      >
        {children}
      </Button>
    </Section>
  )
}
