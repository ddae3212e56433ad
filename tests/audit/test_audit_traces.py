"""Requests of children and statements are known in a log whatever wrote it, and nothing else is taken for one."""

from __future__ import annotations

import pytest

from surveyapp.audit import texts, traces
from surveyapp.config import Settings

sqlite = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

REQUESTS = (
    '10.0.0.1 "POST /s/ HTTP/1.1" 200',
    '10.0.0.1 "GET /s HTTP/1.1" 308',
    '10.0.0.1 "GET /s?lang=cy HTTP/1.1" 308',
    '10.0.0.1 "HEAD /s/ HTTP/1.1" 200',
    '10.0.0.1 "OPTIONS /s/deposit HTTP/2.0" 200',
    '10.0.0.1 "POST /%73/issue HTTP/1.1" 200',
    '10.0.0.1 "POST /s%2Fissue HTTP/1.1" 200',
    '10.0.0.1 "GET //s/turn/abc HTTP/1.1" 200',
    '10.0.0.1 "POST /survey/s/check HTTP/1.1" 200',
    '{"request":{"method":"POST","host":"a.example","uri":"/s/deposit"},"status":200}',
    '{"method": "GET", "uri": "/s"}',
    '{"uri":"\\/s\\/check","method":"POST"}',
    '{"request":"POST /s/check HTTP/1.1"}',
    "2026-03-20\t10.0.0.1\tPOST\t/s/issue\t200",
    "2026-03-20\t/s\tGET\t200",
    "2026-03-20 10:00:00 10.0.0.1 GET /s/take/a/8-11/b/en - 443",
    "method=POST path=/s/ status=200",
    '"GET /static/a.css HTTP/1.1" 200 "https://survey.example/s/"',
    "at /s/turn/abcdef in 3 ms",
)
NO_REQUESTS = (
    '"GET /staff/ HTTP/1.1" 200',
    '"GET /static/s.css HTTP/1.1" 200',
    '"GET /search?q=a HTTP/1.1" 200',
    '{"method":"GET","uri":"/static/s/app.js"}',
    '{"method":"GET","uri":"/staff"}',
    "2026-03-20\tGET\t/search\t200",
    "wrote 12 MB at 3 kB/s; 4 requests/s",
    '"GET /s/help HTTP/1.1" 200',
    '{"method":"GET","uri":"/s/leave"}',
    '"GET /results/ HTTP/1.1" 200 "https://survey.example/staff/"',
)
STATEMENTS = (
    "LOG:  statement: INSERT INTO ballot (tag) VALUES ($1)",
    "LOG:  execute <unnamed>: INSERT INTO public.ballot VALUES ($1)",
    "LOG:  statement: COPY public.ballot (tag, wave) TO stdout;",
    "LOG:  statement: COPY ballot FROM stdin",
    "MERGE INTO ballot USING given ON true",
    "SELECT access_code.digest, access_code.state\n\tFROM access_code WHERE digest = $1",
    '{"message":"UPDATE \\"public\\".\\"access_code\\" SET state"}',
    'select * from only public."response"',
    "DELETE FROM comment WHERE id = 1",
    "SELECT 1 FROM wave JOIN stratum ON true; SELECT count(*) FROM comment",
)
NO_STATEMENTS = (
    "SELECT 1 FROM wave",
    "checkpoint complete: wrote 3 buffers; a copy of the response was sent",
    "INSERT INTO response_time VALUES (1)",
    "upstream closed the connection while it read from response of another",
)


def told(settings: Settings, line: str) -> list[str]:
    """What a log with this line tells."""
    nothing = texts.Wanted(settings, frozenset(), {}, (), {}, ())
    return list(texts.told_in(f"a line\n{line}\nanother\n".encode(), nothing, log=True))


@sqlite
@pytest.mark.parametrize("line", REQUESTS)
def test_a_childs_request_is_known_in_every_log(settings: Settings, line: str) -> None:
    assert [one for one in told(settings, line) if "requests of children's pages" in one], line


@sqlite
@pytest.mark.parametrize("line", NO_REQUESTS)
def test_no_other_page_is_taken_for_a_childs(settings: Settings, line: str) -> None:
    assert told(settings, line) == []


@sqlite
@pytest.mark.parametrize("line", STATEMENTS)
def test_a_statement_is_known_however_the_table_is_named(settings: Settings, line: str) -> None:
    assert told(settings, line) == ["1 statements of the sealed stores"]


@sqlite
@pytest.mark.parametrize("line", NO_STATEMENTS)
def test_nothing_else_is_taken_for_a_statement(settings: Settings, line: str) -> None:
    assert told(settings, line) == []


def test_bytes_that_are_no_text_are_no_request() -> None:
    assert traces.requests(b'\x80\x01\xff"/s"\x00\xfe\x91') == 0
