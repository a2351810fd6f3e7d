import { brand } from '@/lib/brand'
import { Action } from './_components/action'
import { Layout } from './_components/layout'
import { Paragraph } from './_components/prose'

type PasswordResetProps = { name: string; resetUrl: string }

/** The way back in for someone who forgot the password. */
export default function PasswordReset({ name, resetUrl }: PasswordResetProps) {
  return (
    <Layout
      department="support"
      title="Choose a new password"
      preheader="The link works for 1 hour. Not you? Then there is nothing to do."
    >
      <Paragraph>Hello {name},</Paragraph>
      <Paragraph>
        We were asked for a new password for your {brand.name} account. If that was you, choose it here:
      </Paragraph>
      <Action href={resetUrl}>Choose a new password</Action>
      <Paragraph>
        The link works once and for 1 hour after we sent this mail. If you asked more than once, use the newest mail.
      </Paragraph>
      <Paragraph>
        If it was not you, there is nothing to do: your password stays as it is, and your site and your payments are not
        affected.
      </Paragraph>
    </Layout>
  )
}

PasswordReset.PreviewProps = {
  name: 'Maria Santos',
  resetUrl: 'https://my.migrahosting.com/reset-password?token=hYw3mX0VvQk2c9oT1bJ8dLr5sPf7uEa4nGz6iKqWxRM',
} satisfies PasswordResetProps
