import { createSocket, type RemoteInfo } from 'node:dgram'

/** What a name server knows, by `<type> <name>`; `silent` is a name of which it never says anything. */
type Zone = Record<string, string[]>

const types: Record<number, string> = { 1: 'A', 16: 'TXT', 28: 'AAAA' }

/**
 * For tests: a name server of one's own on this machine (RFC 1035, section 4). A name that it has no record of does not
 * exist.
 * @param silent names about which it does not answer
 * @param broken names about which it answers that it has failed
 */
export async function openDns() {
  const zone: Zone = {}
  const silent = new Set<string>()
  const broken = new Set<string>()
  const asked: string[] = []
  const socket = createSocket('udp4')
  socket.on('message', (query, from) => answer(query, from))
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))

  function answer(query: Buffer, from: RemoteInfo): void {
    const { name, type, end } = readQuestion(query)
    asked.push(`${type} ${name}`)
    if (silent.has(name)) return
    const values = zone[`${type} ${name}`] ?? []
    const exists = Object.keys(zone).some((key) => key.split(' ')[1] === name)
    const code = broken.has(name) ? 2 : exists ? 0 : 3
    const header = Buffer.from(query.subarray(0, 12))
    header.writeUInt16BE(0x8180 | code, 2)
    header.writeUInt16BE(values.length, 6)
    header.fill(0, 8)
    const records = values.map((value) => recordOf(query.readUInt16BE(end - 4), dataOf(type, value)))
    socket.send(Buffer.concat([header, query.subarray(12, end), ...records]), from.port, from.address)
  }

  return {
    zone,
    silent,
    broken,
    asked,
    address: `127.0.0.1:${socket.address().port}`,
    close: () => new Promise<void>((resolve) => socket.close(() => resolve())),
  }
}

function readQuestion(query: Buffer): { name: string; type: string; end: number } {
  const labels: string[] = []
  let at = 12
  for (let length = query.readUInt8(at); length > 0; length = query.readUInt8(at)) {
    labels.push(query.toString('ascii', at + 1, at + 1 + length))
    at += length + 1
  }
  return { name: labels.join('.').toLowerCase(), type: types[query.readUInt16BE(at + 1)] ?? 'other', end: at + 5 }
}

function recordOf(type: number, data: Buffer): Buffer {
  const head = Buffer.alloc(12)
  // The name of the question, which stands at byte 12.
  head.writeUInt16BE(0xc00c, 0)
  head.writeUInt16BE(type, 2)
  head.writeUInt16BE(1, 4)
  head.writeUInt32BE(1, 6)
  head.writeUInt16BE(data.length, 10)
  return Buffer.concat([head, data])
}

function dataOf(type: string, value: string): Buffer {
  if (type === 'A') return Buffer.from(value.split('.').map(Number))
  if (type === 'TXT') return Buffer.concat([Buffer.from([value.length]), Buffer.from(value)])
  const [left = '', right = ''] = value.split('::')
  const groups = (text: string) => (text ? text.split(':').map((group) => Number.parseInt(group, 16)) : [])
  const [head, tail] = [groups(left), groups(right)]
  const all = [...head, ...Array.from({ length: 8 - head.length - tail.length }, () => 0), ...tail]
  return Buffer.from(all.flatMap((group) => [group >> 8, group & 0xff]))
}
