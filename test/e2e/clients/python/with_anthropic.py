"""Anthropic's own client: messages, streams, tools, and what it throws for a block."""

from anthropic import Anthropic, APIStatusError
from asked import answer, asked

question = {"model": "claude", "max_tokens": 100, "messages": [{"role": "user", "content": "hello"}]}


def client(case):
    return Anthropic(api_key=asked["key"], base_url=asked["base"], default_headers=asked["cases"][case], max_retries=0)


def completion():
    return client("completion").messages.create(**question).content[0].text


def stream():
    with client("stream").messages.stream(**question) as events:
        return "".join(events.text_stream)


def tool():
    with client("tool").messages.stream(**question) as events:
        return [block.input for block in events.get_final_message().content if block.type == "tool_use"]


def blocked():
    try:
        client("blocked").messages.create(**question)
    except APIStatusError as error:
        return [type(error).__name__, error.status_code, error.body["error"]["type"], error.body["error"]["message"]]


answer(completion, stream, tool, blocked)
