import type { ReactNode } from 'react'
import { RequestDocument } from '@/components/request-document'

export default function CheckoutLayout({ children }: { children: ReactNode }) {
  return <RequestDocument>{children}</RequestDocument>
}
