import { createRedisScript } from '../../redis/redisScript.ts'

/**
 * Appends one batch, whole or not at all. Nothing is written before the stream entry is, so an error leaves nothing
 * half done. Age and de-duplication go by Redis' own clock: the panels' clocks may be wrong.
 *
 * KEYS: meta, stream, known, index, fences.
 * ARGV: epoch, the caller's head, lease, token, most events, most bytes, most age in ms, time ('' = TIME),
 * chain, keys one a line, events one a line.
 * Answers `ok, base, head, first, time, chain before, (index, offset) of each duplicate…`, or `epoch`, `behind`,
 * `fenced`.
 */
export const APPEND_SCRIPT = createRedisScript(
  'append',
  `
local CHUNK, DEDUPE_MS = 1000, 86400000
local meta = redis.call('HMGET', KEYS[1], 'epoch', 'head', 'chain', 'first', 'bytes')
if meta[1] ~= ARGV[1] then return {'epoch'} end
local base, first, bytes = tonumber(meta[2]), tonumber(meta[4]), tonumber(meta[5])
if base < tonumber(ARGV[2]) then return {'behind'} end
if ARGV[3] ~= '' and redis.call('HGET', KEYS[5], ARGV[3]) ~= ARGV[4] then return {'fenced'} end
local maxEvents, maxBytes, maxAge = tonumber(ARGV[5]), tonumber(ARGV[6]), tonumber(ARGV[7])
local now = tonumber(ARGV[8])
if not now then
  local time = redis.call('TIME')
  now = time[1] * 1000 + math.floor(time[2] / 1000)
end
local function int(value) return string.format('%.0f', value) end

local function split(text)
  local lines, count = {}, 0
  for line in string.gmatch(text, '[^\\n]+') do
    count = count + 1
    lines[count] = line
  end
  return lines, count
end

local function forget(text, last)
  local keys, count = split(text)
  for from = 1, count, CHUNK do
    local to, gone = math.min(from + CHUNK - 1, count), {}
    local held = redis.call('HMGET', KEYS[3], unpack(keys, from, to))
    for i = from, to do
      local value = held[i - from + 1]
      if value and tonumber(string.match(value, '^%d+')) == last - count + i then gone[#gone + 1] = keys[i] end
    end
    if #gone > 0 then redis.call('HDEL', KEYS[3], unpack(gone)) end
  end
end

local function trim(head)
  local trimmed = false
  if head - maxEvents + 1 > first then first = head - maxEvents + 1 end
  while true do
    local info = redis.call('LINDEX', KEYS[4], 0)
    if not info then break end
    local last, at, size = string.match(info, '^(%d+) (%d+) (%d+)$')
    last, at, size = tonumber(last), tonumber(at), tonumber(size)
    if last >= first and bytes <= maxBytes and now - at <= maxAge then break end
    redis.call('LPOP', KEYS[4])
    forget(redis.call('LPOP', KEYS[4]), last)
    bytes = bytes - size
    if last + 1 > first then first = last + 1 end
    trimmed = true
  end
  if trimmed then redis.call('XTRIM', KEYS[2], 'MINID', int(first)) end
end

local answer = {'ok', base, 0, 0, now, meta[3]}
local keys, sent = split(ARGV[10])
local inBatch, fresh, values, head = {}, {}, {}, base
for from = 1, sent, CHUNK do
  local to = math.min(from + CHUNK - 1, sent)
  local held = redis.call('HMGET', KEYS[3], unpack(keys, from, to))
  for i = from, to do
    local key, known = keys[i], held[i - from + 1]
    local offset = inBatch[key]
    if known and not offset then
      local heldAt, at = string.match(known, '^(%d+):(%d+)$')
      heldAt, at = tonumber(heldAt), tonumber(at)
      if heldAt >= first and now - at < DEDUPE_MS and now - at <= maxAge then offset = heldAt end
    end
    if offset then
      answer[#answer + 1] = i - 1
      answer[#answer + 1] = offset
    else
      head = head + 1
      inBatch[key] = head
      fresh[#fresh + 1] = i
      values[#values + 1] = key
      values[#values + 1] = int(head) .. ':' .. int(now)
    end
  end
end

local events, kept = ARGV[11], ARGV[10]
if #fresh < sent then
  local lines, of = split(events), {}
  for i = 1, #fresh do lines[i], of[i] = lines[fresh[i]], keys[fresh[i]] end
  events, kept = table.concat(lines, '\\n', 1, #fresh), table.concat(of, '\\n')
end
-- What each entry adds to its event's JSON, for its readers: the epoch, the offset's digits, and 23 characters.
local size = #events - math.max(0, #fresh - 1) + #fresh * (#ARGV[1] + 23)
for offset = base + 1, head do size = size + #int(offset) end

local chain = meta[3]
if #fresh > 0 then
  chain = ARGV[9]
  redis.call('XADD', KEYS[2], int(head) .. '-0', 't', int(now), 'c', chain, 'p', meta[3], 'n', #fresh, 'e', events)
  for from = 1, #values, CHUNK do
    redis.call('HSET', KEYS[3], unpack(values, from, math.min(from + CHUNK - 1, #values)))
  end
  redis.call('RPUSH', KEYS[4], int(head) .. ' ' .. int(now) .. ' ' .. int(size), kept)
  bytes = bytes + size
end
trim(head)
redis.call('HSET', KEYS[1], 'head', int(head), 'chain', chain, 'first', int(first), 'bytes', int(bytes))
answer[3], answer[4] = head, first
return answer
`,
)
