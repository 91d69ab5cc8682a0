const TEXT_UNFRAGMENTED = 0x81
const LENGTH_16 = 126
const LENGTH_64 = 127

/** One unfragmented, unmasked text message as it goes over the wire (RFC 6455, 5.2): header and payload in one piece. */
export function toTextMessage(payload: Buffer): Buffer {
  const message = Buffer.allocUnsafe(headerBytes(payload.length) + payload.length)
  message[0] = TEXT_UNFRAGMENTED
  if (payload.length < LENGTH_16) message[1] = payload.length
  else if (payload.length <= 0xff_ff) {
    message[1] = LENGTH_16
    message.writeUInt16BE(payload.length, 2)
  } else {
    message[1] = LENGTH_64
    message.writeBigUInt64BE(BigInt(payload.length), 2)
  }
  payload.copy(message, headerBytes(payload.length))
  return message
}

function headerBytes(length: number): number {
  if (length < LENGTH_16) return 2
  return length <= 0xff_ff ? 4 : 10
}
