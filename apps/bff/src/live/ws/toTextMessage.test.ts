import { expect, test } from 'vitest'
import { toTextMessage } from './toTextMessage.ts'

test.each([0, 125, 126, 65_535, 65_536])('a message of %i bytes says its length as the standard wants it', (length) => {
  const message = toTextMessage(Buffer.alloc(length, 'x'))
  expect(message[0]).toBe(0x81)
  expect(readLength(message)).toEqual({ length, rest: length })
})

/** RFC 6455, 5.2: seven bits, or 126 and 16 bits, or 127 and 64 bits. */
function readLength(message: Buffer): { length: number; rest: number } {
  const short = message.readUInt8(1)
  if (short < 126) return { length: short, rest: message.length - 2 }
  if (short === 126) return { length: message.readUInt16BE(2), rest: message.length - 4 }
  return { length: Number(message.readBigUInt64BE(2)), rest: message.length - 10 }
}
