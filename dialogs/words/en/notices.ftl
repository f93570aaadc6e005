# What the admin is told when sending fails.

alarm-refused = Huiyin: { $channel } refuses us ({ $detail }). Nothing leaves there until this is mended.
alarm-address = Huiyin: { $channel } does not accept our address ({ $detail }). Add it to the list of allowed IPs there.
alarm-unpaid = Huiyin: the account for { $channel } is empty or blocked ({ $detail }). Nothing leaves there.
alarm-quota = Huiyin: the day's quota of { $channel } is used up ({ $detail }).
alarm-late = Huiyin: messages wait too long, the oldest for { $detail } minutes.
alarm-unmanned = Huiyin: { $count } warnings found no officer bound to their unit, as in { $unit }; those above were told. Bind one: huiyin officer invite.
alarm-other = Huiyin: please look after this: { $step }.
alarm-next = See: huiyin check, huiyin outbox list.
