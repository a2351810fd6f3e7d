import type { ReactNode } from 'react'
import { RequestDocument } from '@/components/request-document'

export default function StatusLayout({ children }: { children: ReactNode }) {
  return <RequestDocument>{children}</RequestDocument>
}
