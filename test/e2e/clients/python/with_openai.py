"""OpenAI's own client: completions, responses, streams, tools, and what it throws for a block."""

from asked import answer, asked, tools
from openai import APIStatusError, OpenAI

messages = [{"role": "user", "content": "hello"}]


def client(case):
    return OpenAI(api_key=asked["key"], base_url=f"{asked['base']}/v1", default_headers=asked["cases"][case], max_retries=0)


def completion():
    return client("completion").chat.completions.create(model="gpt-4o", messages=messages).choices[0].message.content


def stream():
    chunks = client("stream").chat.completions.create(model="gpt-4o", messages=messages, stream=True)
    return "".join(chunk.choices[0].delta.content or "" for chunk in chunks)


def response():
    with client("response").responses.stream(model="gpt-4o", input="hello") as events:
        deltas = "".join(event.delta for event in events if event.type == "response.output_text.delta")
        return [deltas, events.get_final_response().output_text]


def tool():
    with client("tool").chat.completions.stream(model="gpt-4o", messages=messages, tools=tools) as events:
        calls = events.get_final_completion().choices[0].message.tool_calls
    return [call.function.arguments for call in calls]


def blocked():
    try:
        client("blocked").chat.completions.create(model="gpt-4o", messages=messages)
    except APIStatusError as error:
        return [type(error).__name__, error.status_code, error.code, error.message]


answer(completion, stream, response, tool, blocked)
