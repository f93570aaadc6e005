"""What runs inside Redis: each script is one turn's look-up or one turn's commit, whole or not at all.

A conversation is two hashes in one slot. The first holds its revision (``r``), what is kept (``s``) and when it was
last spoken in (``w``); the second its answers by the mark of their message, and which came when (``o``: entries of 16
digits of time and 16 of mark, oldest first). The second expires a day after the last answer.
KEYS are pairs of such keys, one by each secret, the one to write under first.
"""

from typing import Final

from adapters.conversations.kept import MOST_ANSWERS
from adapters.conversations.redis_link import Script

LOAD: Final = Script.of("""
for i = 1, #KEYS, 2 do
  local kept = redis.call('HMGET', KEYS[i], 'r', 's')
  if kept[1] then
    if #ARGV > 0 then
      local said = redis.call('HMGET', KEYS[i + 1], unpack(ARGV))
      for j = 1, #ARGV do
        if said[j] then return {i, kept[1], kept[2], j, said[j]} end
      end
    end
    return {i, kept[1], kept[2]}
  end
end
return {}
""")

# ARGV: revision, what is kept, now, a day ago (µs), life of a conversation, of an answer (ms), answer, marks.
COMMIT: Final = Script.of(f"""
local at, stands, spoken = 0, '0', ARGV[3]
for i = 1, #KEYS, 2 do
  local kept = redis.call('HMGET', KEYS[i], 'r', 'w')
  if kept[1] then
    at, stands, spoken = i, kept[1], kept[2]
    break
  end
end
if stands ~= ARGV[1] then return 0 end
if at == 0 then
  redis.call('DEL', KEYS[2])
elseif #ARGV > 7 then
  for _, said in ipairs(redis.call('HMGET', KEYS[at + 1], unpack(ARGV, 8))) do
    if said then return 0 end
  end
end
if at > 1 then
  redis.call('RENAME', KEYS[at], KEYS[1])
  if redis.call('EXISTS', KEYS[at + 1]) == 1 then redis.call('RENAME', KEYS[at + 1], KEYS[2]) end
end
if tonumber(spoken) < tonumber(ARGV[3]) then spoken = ARGV[3] end
redis.call('HSET', KEYS[1], 'r', tonumber(stands) + 1, 's', ARGV[2], 'w', spoken)
redis.call('PEXPIRE', KEYS[1], ARGV[5])
if ARGV[7] ~= '' then
  local order, gone = redis.call('HGET', KEYS[2], 'o') or '', 0
  while gone < #order and (#order - gone >= {32 * MOST_ANSWERS}
      or tonumber(string.sub(order, gone + 1, gone + 16)) < tonumber(ARGV[4])) do
    redis.call('HDEL', KEYS[2], string.sub(order, gone + 17, gone + 32))
    gone = gone + 32
  end
  local entry = string.rep('0', 16 - #ARGV[3]) .. ARGV[3] .. ARGV[8]
  redis.call('HSET', KEYS[2], ARGV[8], ARGV[7], 'o', string.sub(order, gone + 1) .. entry)
  redis.call('PEXPIRE', KEYS[2], ARGV[6])
end
return 1
""")

# ARGV: the moment before which it was last spoken in.
FORGET: Final = Script.of("""
local spoken = redis.call('HGET', KEYS[1], 'w')
if spoken and tonumber(spoken) < tonumber(ARGV[1]) then
  redis.call('DEL', KEYS[1], KEYS[2])
  return 1
end
return 0
""")

ERASE: Final = Script.of("""
local gone = 0
for i = 1, #KEYS do gone = gone + redis.call('DEL', KEYS[i]) end
return gone
""")

# KEYS: the pair as it was, the pair as it will be. ARGV: what was kept, the same sealed anew.
RENEW: Final = Script.of("""
if redis.call('HGET', KEYS[1], 's') ~= ARGV[1] then return 0 end
if KEYS[1] ~= KEYS[3] then
  if redis.call('EXISTS', KEYS[3]) == 1 then
    redis.call('DEL', KEYS[1], KEYS[2])
    return 1
  end
  redis.call('RENAME', KEYS[1], KEYS[3])
  if redis.call('EXISTS', KEYS[2]) == 1 then redis.call('RENAME', KEYS[2], KEYS[4]) end
end
redis.call('HSET', KEYS[3], 's', ARGV[2])
return 1
""")

COUNT: Final = Script.of("""
local count = redis.call('INCR', KEYS[1])
if count == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
return count
""")
