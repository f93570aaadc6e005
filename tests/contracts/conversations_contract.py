"""What every conversation store has to hold. A subclass gives ``stores``: two openings of the same, empty store."""

import asyncio
from collections.abc import Awaitable

from dialogs.facts.messages import Address, Answer
from dialogs.facts.moment import DAY, HOUR, SECOND, Moment
from dialogs.facts.ports import Conversations, Loaded

WHO = Address("wechat", "oWeChatIdentityOfACitizen")
OTHER = Address("sms", "+8613800138000")
NOW = Moment(1_772_416_800_000_001)
STATE = b"\x00any bytes\xff" * 40
ANSWER = Answer(("第一段：请回复 1。", "second part 🙂 ]]>"), NOW)


class ConversationsContract:
    async def test_nobody_has_spoken(self, stores: tuple[Conversations, Conversations]) -> None:
        """A conversation that never was is revision 0, empty and unanswered."""
        assert await stores[0].load(WHO, "m1") == Loaded(0, b"")

    async def test_what_was_kept_is_loaded(self, stores: tuple[Conversations, Conversations]) -> None:
        """Another opening of the store finds state and answer as they were, and the revision is one more each time."""
        one, other = stores

        assert await one.commit(WHO, 0, STATE, now=NOW, message="m1", answer=ANSWER)
        assert await other.load(WHO, "m1") == Loaded(1, STATE, ANSWER)
        assert await other.commit(WHO, 1, b"", now=NOW, message="m2", answer=Answer((), NOW))
        assert await one.load(WHO, "m2") == Loaded(2, b"", Answer((), NOW))
        assert await one.load(WHO, "m3") == Loaded(2, b"")

    async def test_people_are_kept_apart(self, stores: tuple[Conversations, Conversations]) -> None:
        """The same identity on another channel, and the same message id of another person, are others."""
        one, _ = stores
        namesake = Address("sms", WHO.id)
        await one.commit(WHO, 0, STATE, now=NOW, message="m1", answer=ANSWER)

        assert await one.load(namesake, "m1") == Loaded(0, b"")
        assert await one.load(OTHER, "m1") == Loaded(0, b"")
        assert await one.commit(OTHER, 0, b"other", now=NOW, message="m1", answer=Answer(("other",), NOW))
        assert await one.load(WHO, "m1") == Loaded(1, STATE, ANSWER)

    async def test_an_old_revision_keeps_nothing(self, stores: tuple[Conversations, Conversations]) -> None:
        """Who comes second is told so, and neither state nor answer of the second are kept."""
        one, other = stores
        await one.commit(WHO, 0, b"first", now=NOW)

        for revision in (0, 2, 99):
            assert not await other.commit(WHO, revision, b"second", now=NOW, message="m2", answer=ANSWER)
        assert await one.load(WHO, "m2") == Loaded(1, b"first")

    async def test_a_revision_that_never_was_is_refused(self, stores: tuple[Conversations, Conversations]) -> None:
        """A state cannot be put in place of nothing under another revision than 0."""
        one, _ = stores

        assert not await one.commit(WHO, 1, STATE, now=NOW, message="m1", answer=ANSWER)
        assert await one.load(WHO, "m1") == Loaded(0, b"")

    async def test_an_answered_message_is_never_committed_again(
        self, stores: tuple[Conversations, Conversations]
    ) -> None:
        """Also on the right revision, with another answer or with none, and the first answer stays."""
        one, other = stores
        await one.commit(WHO, 0, b"first", now=NOW, message="m1", answer=ANSWER)

        assert not await other.commit(WHO, 1, b"again", now=NOW, message="m1", answer=Answer(("other",), NOW))
        assert not await other.commit(WHO, 1, b"again", now=NOW, message="m1")
        assert await one.load(WHO, "m1") == Loaded(1, b"first", ANSWER)

    async def test_a_decision_is_kept_before_its_answer(self, stores: tuple[Conversations, Conversations]) -> None:
        """A message may be committed without an answer first; it is answered by a later commit."""
        one, other = stores

        assert await one.commit(WHO, 0, b"decided", now=NOW, message="m1")
        assert await other.load(WHO, "m1") == Loaded(1, b"decided")
        assert await other.commit(WHO, 1, b"done", now=NOW, message="m1", answer=ANSWER)
        assert await one.load(WHO, "m1") == Loaded(2, b"done", ANSWER)

    async def test_many_at_once_have_one_winner(self, stores: tuple[Conversations, Conversations]) -> None:
        """Of 300 commits of one revision over two openings, one wins, and its state and answer are what is kept."""
        await stores[0].commit(WHO, 0, b"start", now=NOW)

        won = await asyncio.gather(*(self._race(stores[number % 2], number) for number in range(300)))

        assert won.count(True) == 1
        winner = won.index(True)
        loaded = await stores[1].load(WHO, f"m{winner}")
        assert loaded == Loaded(2, str(winner).encode(), Answer((str(winner),), NOW))

    def _race(self, store: Conversations, number: int) -> Awaitable[bool]:
        answer = Answer((str(number),), NOW)
        return store.commit(WHO, 1, str(number).encode(), now=NOW, message=f"m{number}", answer=answer)

    async def test_redeliveries_at_once_have_one_answer(self, stores: tuple[Conversations, Conversations]) -> None:
        """Of 300 deliveries of a first message, one is committed."""
        won = await asyncio.gather(
            *(stores[n % 2].commit(WHO, 0, b"x", now=NOW, message="m1", answer=ANSWER) for n in range(300))
        )

        assert won.count(True) == 1
        assert await stores[0].load(WHO, "m1") == Loaded(1, b"x", ANSWER)

    async def test_interleaved_turns_lose_nothing(self, stores: tuple[Conversations, Conversations]) -> None:
        """Two processes that take turns with the same people, loading again when they lose, count each message once."""
        people = [Address("wechat", f"citizen {number}") for number in range(4)]

        async def speak(store: Conversations, who: Address, message: str) -> None:
            while (loaded := await store.load(who, message)).answer is None:
                await asyncio.sleep(0)  # the other one's chance to be first
                count = int(loaded.state or b"0") + 1
                answer = Answer((str(count),), NOW)
                await store.commit(who, loaded.revision, b"%d" % count, now=NOW, message=message, answer=answer)

        await asyncio.gather(
            *(speak(store, who, f"m{n % 20}") for who in people for n in range(30) for store in stores)
        )

        for who in people:
            answers = [(await stores[0].load(who, f"m{n}")).answer for n in range(20)]
            assert sorted(int(answer.parts[0]) for answer in answers if answer) == list(range(1, 21))
            assert (await stores[1].load(who, "")).revision == 20

    async def test_old_conversations_are_forgotten(self, stores: tuple[Conversations, Conversations]) -> None:
        """What was last spoken in before the moment goes, with its answers; what is younger stays."""
        one, other = stores
        await one.commit(WHO, 0, b"old", now=NOW, message="m1", answer=ANSWER)
        await one.commit(OTHER, 0, b"young", now=Moment(NOW + HOUR), message="m1", answer=ANSWER)

        await self._forget_all(other, before=Moment(NOW + SECOND))

        assert await other.load(WHO, "m1") == Loaded(0, b"")
        assert await other.commit(WHO, 0, b"anew", now=NOW, message="m1", answer=ANSWER)
        assert await one.load(OTHER, "m1") == Loaded(1, b"young", ANSWER)

    async def test_who_spoke_again_is_not_forgotten(self, stores: tuple[Conversations, Conversations]) -> None:
        """A later turn keeps the conversation, also where the clock of one after it was behind."""
        one, _ = stores
        await one.commit(WHO, 0, b"1", now=NOW, message="m1", answer=ANSWER)
        await one.commit(WHO, 1, b"2", now=Moment(NOW + HOUR), message="m2", answer=ANSWER)
        await one.commit(WHO, 2, b"3", now=NOW, message="m3", answer=ANSWER)

        await self._forget_all(one, before=Moment(NOW + SECOND))

        assert await one.load(WHO, "m2") == Loaded(3, b"3", ANSWER)

    async def test_an_answer_is_kept_for_a_day(self, stores: tuple[Conversations, Conversations]) -> None:
        """After a hundred further messages within the day, the first one's answer is still found, and not redone."""
        one, other = stores
        for number in range(101):
            at = Moment(NOW + number * (DAY // 101))
            assert await one.commit(WHO, number, STATE, now=at, message=f"m{number}", answer=ANSWER)

        assert await other.load(WHO, "m0") == Loaded(101, STATE, ANSWER)
        assert not await other.commit(WHO, 101, STATE, now=at, message="m0", answer=ANSWER)

    async def test_a_large_state_is_kept(self, stores: tuple[Conversations, Conversations]) -> None:
        """The longest journal, and the longest answer of a channel, come back whole."""
        one, other = stores
        long = Answer(("中" * 682,) * 3, NOW)

        assert await one.commit(WHO, 0, b"\xff" * 32_768, now=NOW, message="m1", answer=long)
        assert await other.load(WHO, "m1") == Loaded(1, b"\xff" * 32_768, long)

    async def test_forgetting_goes_in_batches(self, stores: tuple[Conversations, Conversations]) -> None:
        """However many there are, calls until nothing goes leave nothing, and speaking afterwards begins anew."""
        one, other = stores
        people = [Address("wechat", f"citizen {number}") for number in range(1200)]
        await asyncio.gather(*(one.commit(who, 0, b"x", now=NOW) for who in people))

        await self._forget_all(other, before=Moment(NOW + SECOND))

        assert {(await other.load(who, "")).revision for who in people} == {0}

    async def test_an_erased_conversation_begins_anew(self, stores: tuple[Conversations, Conversations]) -> None:
        """State and answers of one person go, those of others stay, and who went on with it is told to load again."""
        one, other = stores
        for number in range(3):
            await one.commit(WHO, number, STATE, now=NOW, message=f"m{number}", answer=ANSWER)
        await one.commit(OTHER, 0, b"other", now=NOW, message="m0", answer=ANSWER)
        there = [await other.erase(WHO), await other.erase(WHO)]
        went_on = await one.commit(WHO, 3, STATE, now=NOW, message="m3", answer=ANSWER)

        assert (there, went_on) == ([True, False], False)
        assert {await store.load(WHO, f"m{n}") for store in stores for n in range(4)} == {Loaded(0, b"")}
        assert await one.commit(WHO, 0, b"anew", now=NOW, message="m1", answer=ANSWER)
        assert await other.load(WHO, "m1") == Loaded(1, b"anew", ANSWER)
        assert await other.load(OTHER, "m0") == Loaded(1, b"other", ANSWER)

    async def _forget_all(self, store: Conversations, *, before: Moment) -> None:
        """Call until a batch is empty; a store whose rows go by themselves needs none."""
        for _ in range(100):
            if await store.forget(before=before) == 0:
                return
        raise AssertionError("forgetting never ends")
