"""Somebody who answers a survey as its pages ask: reads each form, fills it in, goes on, sends."""

import http.client
import random
import re
import time
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from secrets import token_hex
from urllib.parse import urlencode

from material.visitor import Answer, Visitor

TAG = re.compile(r"<(input|select|textarea|option|form|/form)\b([^>]*)>")
ATTRIBUTE = re.compile(r'([\w-]+)(?:="([^"]*)")?')
MOST_PAGES = 60
RETRY_SECONDS = 0.3
MOST_TRIES = 300
PICTURE_SHARE = 0.2
Pairs = list[tuple[str, str]]


@cache
def picture() -> bytes:
    """Return a small JPEG, as a telephone would send a large one."""
    from PIL import Image  # noqa: PLC0415 - only who sends pictures needs it

    out = BytesIO()
    Image.new("RGB", (640, 480), (40, 120, 80)).save(out, "JPEG")
    return out.getvalue()


@dataclass
class Asked:
    """The fields of the form of a page: what each offers, by its name."""

    offers: dict[str, list[str]] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    is_multipart: bool = False

    @staticmethod
    def read(page: str) -> "Asked":
        asked, is_in, select = Asked(), False, ""
        for name, rest in TAG.findall(page):
            known = dict(ATTRIBUTE.findall(rest))
            if name == "form":
                is_in = "asking" in known.get("class", "")
                asked.is_multipart |= is_in and "multipart" in known.get("enctype", "")
            elif name == "option" and is_in and select:
                asked.offers[select].append(known.get("value", ""))
            elif is_in and known.get("name"):
                select = known["name"] if name == "select" else ""
                asked._add(name, known)
        return asked

    def _add(self, tag: str, known: dict[str, str]) -> None:
        name = known["name"]
        kind = known.get("type", "text") if tag == "input" else tag
        self.kinds[name] = known.get("inputmode", kind) if kind == "text" else kind
        values = self.offers.setdefault(name, [])
        if kind in {"radio", "checkbox"}:
            values.append(known.get("value", "on"))


@dataclass
class Resident(Visitor):
    """One person with one browser; `number` says what they choose and stands in their words."""

    number: int = 0
    retries: bool = False
    first_words: str = ""
    page_posts: list[float] = field(default_factory=list)
    page_gets: list[float] = field(default_factory=list)
    sends: list[float] = field(default_factory=list)
    tries: int = 0

    def answer(self, slug: str) -> str:
        """Answer from the first page to the receipt; return why that failed, or nothing."""
        self.chance = random.Random(self.number)  # noqa: S311 - a choice of answers, not a secret
        base = f"/engagements/{slug}/"
        path = f"{base}answer/start/"
        for _ in range(MOST_PAGES):
            page = self._again("GET", path)
            if page.status == 302:
                path = page.location
                continue
            self.page_gets.append(page.milliseconds)
            if page.status != 200:
                return f"{page.status} at {path}"
            if path.endswith("/check/"):
                return self._send(base)
            went = self._again("POST", path, *self._filled_in(page.text))
            self.page_posts.append(went.milliseconds)
            if went.status != 302:
                return f"{went.status} after filling in {path}"
            path = went.location
        return f"no end of pages, last {path}"

    def _send(self, base: str) -> str:
        sent = self._again("POST", f"{base}check/", urlencode(self._protected([])).encode(), "")
        self.sends.append(sent.milliseconds)
        if sent.status != 302 or not sent.location.endswith("/receipt/"):
            return f"{sent.status} {sent.location} after sending"
        receipt = self._again("GET", sent.location)
        if receipt.status != 200 or "Thank you." not in receipt.text:
            return f"{receipt.status} in place of the receipt"
        return ""

    def _again(self, method: str, path: str, body: bytes | None = None, kind: str = "") -> Answer:
        """Ask; if the line is dead and this person is patient, ask the same again."""
        headers = {"Content-Type": kind or "application/x-www-form-urlencoded"} if body else {}
        for _ in range(MOST_TRIES):
            try:
                return self._ask(method, path, body, headers)
            except (OSError, http.client.HTTPException):
                self.line = None
                self.tries += 1
                if not self.retries:
                    raise
                time.sleep(RETRY_SECONDS)
        raise TimeoutError(f"{path}: nobody answers")

    def _protected(self, pairs: Pairs) -> Pairs:
        return [("csrfmiddlewaretoken", self.cookies["csrftoken"]), *pairs]

    def _filled_in(self, page: str) -> tuple[bytes, str]:
        asked = Asked.read(page)
        pairs = self._protected(self._choose(asked))
        if not asked.is_multipart:
            return urlencode(pairs).encode(), ""
        return self._multipart(pairs, [n for n, kind in asked.kinds.items() if kind == "file"])

    def _multipart(self, pairs: Pairs, files: list[str]) -> tuple[bytes, str]:
        mark, parts = token_hex(12), []
        head = "Content-Disposition: form-data; name="
        parts += [f'{head}"{name}"\r\n\r\n{value}'.encode() for name, value in pairs]
        for name in files:
            content = picture() if self.chance.random() < PICTURE_SHARE else b""
            told = f'{head}"{name}"; filename="{"street.jpg" if content else ""}"\r\n'
            parts.append(f"{told}Content-Type: image/jpeg\r\n\r\n".encode() + content)
        body = b"".join(b"--%b\r\n%b\r\n" % (mark.encode(), part) for part in parts)
        return body + f"--{mark}--\r\n".encode(), f"multipart/form-data; boundary={mark}"

    def _choose(self, asked: Asked) -> Pairs:
        """Return what this person gives on one page, as its fields ask."""
        pairs: Pairs = []
        ranked = [name for name in asked.kinds if "_rank_" in name]
        self.chance.shuffle(ranked)
        pairs += [(name, str(place)) for place, name in enumerate(ranked, start=1)]
        chosen = {
            name: self.chance.choice(values)
            for name, values in asked.offers.items()
            if values and name not in ranked
        }
        pairs += chosen.items()
        for name, kind in asked.kinds.items():
            other_of = name.removesuffix("_other")
            if other_of != name:
                is_other = chosen.get(other_of) == asked.offers[other_of][-1]
                pairs += [(name, "By boat, on the canal")] if is_other else []
            elif kind in {"decimal", "numeric", "text", "textarea"}:
                pairs.append((name, self._typed(name, kind)))
        return pairs

    def _typed(self, name: str, kind: str) -> str:
        if kind == "decimal":
            return str(self.chance.randint(1, 20))
        if kind == "numeric":
            part = name.rpartition("_")[2]
            return {"day": "27", "month": "3"}.get(part, str(self.chance.randint(1990, 2024)))
        if name in {"how_to_reach", "area"} or "postcode" in name:
            return ""
        if not self.first_words:
            self.first_words = f"I am number {self.number}. More trees and light on our corner."
            return self.first_words
        return self.chance.choice(("More light", "A bench by the shops", "বেশি গাছ", "Iftiin badan"))
