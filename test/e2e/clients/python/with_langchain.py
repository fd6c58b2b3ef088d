"""LangChain's client for OpenAI: completions, streams, tools, and what it throws for a block."""

from asked import answer, asked, tools
from langchain_openai import ChatOpenAI
from openai import APIStatusError


def client(case):
    return ChatOpenAI(
        model="gpt-4o",
        api_key=asked["key"],
        base_url=f"{asked['base']}/v1",
        default_headers=asked["cases"][case],
        max_retries=0,
    )


def completion():
    return client("completion").invoke("hello").content


def stream():
    return "".join(chunk.content for chunk in client("stream").stream("hello"))


def tool():
    whole = None
    for chunk in client("tool").bind_tools(tools).stream("hello"):
        whole = chunk if whole is None else whole + chunk
    return [call["args"] for call in whole.tool_calls]


def blocked():
    try:
        client("blocked").invoke("hello")
    except APIStatusError as error:
        return [type(error).__name__, error.status_code, error.code, error.message]


answer(completion, stream, tool, blocked)
