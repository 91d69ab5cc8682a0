import { createRedisScript } from '../../redis/redisScript.ts'

/**
 * What the log says of itself, and Redis' own time in milliseconds.
 * KEYS: meta. ARGV: time ('' = TIME).
 */
export const PEEK_SCRIPT = createRedisScript(
  'peek',
  `
local now = tonumber(ARGV[1])
if not now then
  local time = redis.call('TIME')
  now = time[1] * 1000 + math.floor(time[2] / 1000)
end
local meta = redis.call('HMGET', KEYS[1], 'epoch', 'head', 'chain', 'first', 'begin', 'previous')
return {meta[1] or '', tonumber(meta[2] or '0'), meta[3] or '', tonumber(meta[4] or '1'), tonumber(meta[5] or '0'), meta[6] or '', now}
`,
)

/**
 * Begins a new epoch if the present one is still the expected: of several panels that saw the loss one does it.
 * What survived is kept as the new epoch's history; where the entries themselves are damaged it begins empty.
 * KEYS: meta, then stream, known, index of the old epoch ('' expected: none) and of the new.
 * ARGV: expected epoch, new epoch. Answers 1 when it was done.
 */
export const RENEW_SCRIPT = createRedisScript(
  'renew',
  `
if (redis.call('HGET', KEYS[1], 'epoch') or '') ~= ARGV[1] then return 0 end
local meta = redis.call('HMGET', KEYS[1], 'head', 'chain', 'first', 'bytes')
local head = tonumber(meta[1] or '0')
local whole = false
if ARGV[1] ~= '' and redis.call('EXISTS', KEYS[2]) == 1 then
  local newest = redis.call('XREVRANGE', KEYS[2], '+', '-', 'COUNT', 1)[1]
  whole = newest ~= nil and newest[1] == string.format('%.0f-0', head) and redis.call('EXISTS', KEYS[3], KEYS[4]) == 2
end
if whole then
  for i = 2, 4 do redis.call('RENAME', KEYS[i], KEYS[i + 3]) end
  redis.call('HSET', KEYS[1], 'epoch', ARGV[2], 'previous', ARGV[1], 'begin', meta[1])
else
  redis.call('DEL', KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6], KEYS[7])
  redis.call('HSET', KEYS[1], 'epoch', ARGV[2], 'previous', '', 'begin', '0', 'head', '0', 'chain', '', 'first', '1', 'bytes', '0')
end
return 1
`,
)
