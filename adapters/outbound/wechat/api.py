"""Calls in the account's name."""

from collections.abc import Mapping

from adapters.outbound.wechat.errcodes import TOKEN_CODES
from adapters.outbound.wechat.host import Response, WechatHost
from adapters.outbound.wechat.token import AccessToken


class WechatApi:
    """Adds the token to each call; a refused one is replaced once, then its refusal is the answer."""

    def __init__(self, host: WechatHost, token: AccessToken) -> None:
        self._host = host
        self._token = token

    async def call(self, path: str, query: Mapping[str, str] | None = None, payload: object = None) -> Response:
        """Give the response, whose ``errcode`` is the caller's to read."""
        token = self._token.good() or await self._token.current()
        response = await self._host.call(path, {**(query or {}), "access_token": token}, payload)
        if response.told.errcode not in TOKEN_CODES:
            return response
        token = await self._token.instead_of(token)
        return await self._host.call(path, {**(query or {}), "access_token": token}, payload)
