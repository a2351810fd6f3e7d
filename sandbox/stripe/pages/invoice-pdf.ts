import type { Invoice } from '../core/stored'
import { dayOf, money } from './money'

type Text = { x: number; y: number; size: number; words: string; isBold?: boolean }

/** The invoice as a PDF of one page, with the fonts that every reader has. */
export function invoicePdf(invoice: Invoice): string {
  const stream = [...heading(invoice), ...body(invoice)].map(draw).join('\n')
  return assemble([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>',
    `<< /Length ${Buffer.byteLength(stream)} >>\nstream\n${stream}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>',
  ])
}

function heading(invoice: Invoice): Text[] {
  const facts = [
    `Number ${invoice.number ?? '-'}`,
    `Date ${dayOf(invoice.effective_at ?? invoice.created)}`,
    `For ${invoice.customer_name ?? ''} ${invoice.customer_email ?? ''}`,
    `Status ${invoice.status ?? '-'}`,
  ]
  return [
    { x: 50, y: 780, size: 22, words: 'Invoice', isBold: true },
    {
      x: 50,
      y: 760,
      size: 9,
      words: 'Made by a stand-in for Stripe: no money moved, and this is no document for any tax office.',
    },
    ...facts.map((words, index) => ({ x: 50, y: 730 - index * 16, size: 11, words })),
  ]
}

function body(invoice: Invoice): Text[] {
  // One page holds this many; an invoice with more says so.
  const lines = invoice.lines.data.slice(0, 30)
  const rows = lines.map((line): [string, string] => [line.description ?? 'Item', money(line.amount, line.currency)])
  const left = invoice.lines.data.length - lines.length
  const discount = (invoice.total_discount_amounts ?? []).reduce((sum, { amount }) => sum + amount, 0)
  if (left > 0) rows.push([`and ${left} more lines`, ''])
  if (discount > 0) rows.push(['Discount', `-${money(discount, invoice.currency)}`])
  const y = (index: number) => 640 - index * 16
  const total = y(rows.length) - 8
  return [
    ...rows.flatMap(([words, amount], index) => [
      { x: 50, y: y(index), size: 11, words: words.slice(0, 80) },
      { x: 470, y: y(index), size: 11, words: amount },
    ]),
    { x: 50, y: total, size: 12, words: 'Total', isBold: true },
    { x: 470, y: total, size: 12, words: money(invoice.total, invoice.currency), isBold: true },
  ]
}

function draw({ x, y, size, words, isBold }: Text): string {
  const written = words
    .replaceAll('×', 'x')
    .replace(/[–−]/g, '-')
    .replace(/[^\x20-\x7e]/g, '?')
    .replace(/[\\()]/g, '\\$&')
  return `BT /${isBold ? 'F2' : 'F1'} ${size} Tf ${x} ${y} Td (${written}) Tj ET`
}

/** Objects with their table of places. Everything in them is ASCII, so a character is a byte. */
function assemble(objects: string[]): string {
  let text = '%PDF-1.4\n'
  const places = objects.map((object, index) => {
    const place = text.length
    text += `${index + 1} 0 obj\n${object}\nendobj\n`
    return place
  })
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')
  const size = objects.length + 1
  return `${text}xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`
}
