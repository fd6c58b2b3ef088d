"""LiteLLM, which many agents speak through: completions, streams, tools, and what it throws for a block."""

import litellm
from asked import answer, asked, tools

litellm.telemetry = False
litellm.suppress_debug_info = True


def ask(case, **more):
    return litellm.completion(
        model="openai/gpt-4o",
        messages=[{"role": "user", "content": "hello"}],
        api_key=asked["key"],
        api_base=f"{asked['base']}/v1",
        extra_headers=asked["cases"][case],
        num_retries=0,
        **more,
    )


def completion():
    return ask("completion").choices[0].message.content


def stream():
    return "".join(chunk.choices[0].delta.content or "" for chunk in ask("stream", stream=True))


def tool():
    chunks = list(ask("tool", stream=True, tools=tools))
    calls = litellm.stream_chunk_builder(chunks).choices[0].message.tool_calls
    return [call.function.arguments for call in calls]


def blocked():
    try:
        ask("blocked")
    except Exception as error:
        return [type(error).__name__, error.status_code, str(error)]


answer(completion, stream, tool, blocked)
