import type { ReactNode } from 'react'
import { Body, Container, Head, Heading, Hr, Html, Preview, Section, Text } from 'react-email'
import { brand, type Department } from '@/lib/brand'
import { defaultLocale, type Locale } from '@/lib/words/locale'
import { mailWords } from '@/lib/words/mail-words'
import { bodyText, fontFamily, light, styleSheet } from './palette'

/**
 * The frame of every mail.
 * @param props `preheader` is what an inbox shows beside the subject; `department` signs; staff's mails name no language
 */
export function Layout(props: {
  locale?: Locale
  title: string
  preheader: string
  department: Department
  children: ReactNode
}) {
  const { locale = defaultLocale, department } = props
  const { name, signOff } = brand.departments[department]
  return (
    <Html lang={locale}>
      <Head>
        <title>{props.title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <style>{styleSheet}</style>
      </Head>
      <Body className="page" style={{ margin: 0 }}>
        <Preview useTitleTag={false}>{props.preheader}</Preview>
        <Section className="paper" style={{ backgroundColor: light.paper, padding: '24px 12px' }}>
          <Container style={{ maxWidth: '560px' }}>
            <Text className="ink" style={{ ...bodyText, fontSize: '18px', fontWeight: 700, margin: '0 0 16px' }}>
              {brand.name}
            </Text>
            <Section
              className="surface"
              style={{
                backgroundColor: light.surface,
                border: `1px solid ${light.line}`,
                borderRadius: '14px',
                borderCollapse: 'separate',
                padding: '28px 24px',
              }}
            >
              <Heading
                className="ink"
                style={{ color: light.ink, fontFamily, fontSize: '26px', lineHeight: '32px', margin: '0 0 16px' }}
              >
                {props.title}
              </Heading>
              {props.children}
              <Hr className="line" style={{ borderTop: `1px solid ${light.line}`, margin: '28px 0 20px' }} />
              <Text className="ink" style={{ ...bodyText, margin: 0 }}>
                {signOff[locale]}
                <br />
                {name[locale]}
              </Text>
            </Section>
            <Text className="muted" style={{ ...bodyText, color: light.muted, fontSize: '14px', lineHeight: '21px' }}>
              {mailWords(locale).frame.question(name[locale])}
            </Text>
          </Container>
        </Section>
      </Body>
    </Html>
  )
}
