"""What a test asks of a client, as JSON on stdin, and what came of it, as JSON on stdout."""

import json
import sys

asked = json.load(sys.stdin)

tools = [
    {
        "type": "function",
        "function": {
            "name": "save",
            "description": "keeps a note",
            "parameters": {
                "type": "object",
                "properties": {"note": {"type": "string"}, "n": {"type": "integer"}},
                "required": ["note", "n"],
            },
        },
    }
]


def answer(*cases):
    json.dump({case.__name__: case() for case in cases}, sys.stdout)
