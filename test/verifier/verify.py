# A second verifier of penstock-proof/1, written from docs/proof-format.md and docs/sealing.md alone, with nothing but Python's own library.
# It shares no line with Penstock. `verify.py PROOF [--key KEY] [--blob FILE --inside FILE]` prints each claim with its outcome; `--inside` is what
# `age --decrypt` gave of the blob. Exit code 1: a claim failed. It has no detectors, so that `rescan` stays open.
import argparse
import base64
import hashlib
import json
import struct
import sys


def sha256(*parts):
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return digest.digest()


def strict_base64(text):
    data = base64.b64decode(text, validate=True)
    if base64.b64encode(data).decode() != text:
        raise ValueError("not the one spelling")
    return data


def canonical(value):
    # Enough for heads: strings and small integers.
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


# Merkle trees (RFC 6962, 2.1).


def tree(hashes):
    if not hashes:
        return sha256(b"")
    while len(hashes) > 1:
        pairs = [sha256(b"\x01", hashes[i], hashes[i + 1]) for i in range(0, len(hashes) - 1, 2)]
        if len(hashes) % 2:
            pairs.append(hashes[-1])
        hashes = pairs
    return hashes[0]


def included(leaf, index, size, path, root):
    if not 0 <= index < size:
        return False
    path = list(path)

    def climb(at, count):
        if count == 1:
            return leaf
        split = 1
        while split * 2 < count:
            split *= 2
        if at < split:
            below = climb(at, split)
            return sha256(b"\x01", below, path.pop(0))
        below = climb(at - split, count - split)
        return sha256(b"\x01", path.pop(0), below)

    try:
        return climb(index, size) == root and not path
    except IndexError:
        return False


# Ed25519 (RFC 8032, 5.1), verification only.

P = 2**255 - 19
Q = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
I = pow(2, (P - 1) // 4, P)


def point(encoded):
    y = int.from_bytes(encoded, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    if y >= P:
        return None
    xx = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(xx, (P + 3) // 8, P)
    if (x * x - xx) % P:
        x = x * I % P
    if (x * x - xx) % P or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = P - x
    return (x, y, 1, x * y % P)


def add(a, b):
    e, f = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    g, h = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = f - e, h - g, h + g, f + e
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def times(n, a):
    result = (0, 1, 1, 0)
    while n:
        if n & 1:
            result = add(result, a)
        a, n = add(a, a), n >> 1
    return result


BASE = point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def signed_by(public, message, signature):
    a, r, s = point(public), point(signature[:32]), int.from_bytes(signature[32:], "little")
    if a is None or r is None or len(signature) != 64 or s >= Q:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % Q
    left, right = times(s, BASE), add(r, times(h, a))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 and (left[1] * right[2] - right[1] * left[2]) % P == 0


# Signed notes and checkpoints (C2SP).


def read_key(text):
    try:
        name, key_id, encoded = text.strip().split("+", 2)
        data = strict_base64(encoded)
    except ValueError:
        return None
    good = name and len(data) == 33 and data[0] == 1 and sha256(name.encode(), b"\n", data)[:4].hex() == key_id
    return (name, data[1:], bytes.fromhex(key_id)) if good else None


def signed_text(note, key):
    name, public, key_id = key
    text, gap, signatures = note.rpartition("\n\n")
    if not gap or not note.endswith("\n"):
        return None
    text += "\n"
    is_signed = False
    for line in signatures.split("\n")[:-1]:
        parts = line.split(" ")
        if len(parts) != 3 or parts[0] != "\u2014":
            return None
        try:
            data = strict_base64(parts[2])
        except ValueError:
            return None
        if parts[1] != name or data[:4] != key_id:
            continue
        if not signed_by(public, text.encode(), data[4:]):
            return None
        is_signed = True
    return text if is_signed else None


def checkpoint_root(note, key, size):
    lines = (signed_text(note, key) or "").split("\n")
    if len(lines) < 4 or lines[0] != key[0] or lines[1] != str(size):
        return None
    try:
        return strict_base64(lines[2])
    except ValueError:
        return None


# Commitments.


def u32(*numbers):
    return b"".join(struct.pack(">I", number) for number in numbers)


def head_leaf(head):
    return sha256(b"\x00H", canonical(head))


def kept_leaf(salt, data):
    return sha256(b"\x00K", salt, data)


def masked_leaf(group, findings, delivered, hidden):
    return sha256(b"\x00M", u32(group, len(findings), *findings, len(delivered)), delivered, hidden)


def root_of(proof, delivered):
    leaves, at = [head_leaf(proof["head"])], 0
    for segment in proof["segments"]:
        length = segment["kept"] if "kept" in segment else segment["masked"]
        part = delivered[at : at + length]
        if len(part) != length:
            return None
        at += length
        if "kept" in segment:
            leaves.append(kept_leaf(strict_base64(segment["salt"]), part))
        else:
            leaves.append(masked_leaf(segment["group"], segment["findings"], part, strict_base64(segment["hidden"])))
    return tree(leaves) if at == len(delivered) else None


def read_inside(data):
    magic, header, rest = data.split(b"\n", 2)
    head = json.loads(header)
    if magic != b"penstock-original/1" or canonical(head) != header:
        raise ValueError("header")
    at, leaves, kept = 0, [head_leaf(head)], None

    def take(count):
        nonlocal at
        if at + count > len(rest):
            raise ValueError("cut off")
        at += count
        return rest[at - count : at]

    def number():
        return struct.unpack(">I", take(4))[0]

    while True:
        letter = take(1)
        if letter == b"B":
            if kept is None:
                raise ValueError("a piece of nothing")
            kept[1].append(take(number()))
            continue
        if kept is not None:
            leaves.append(kept_leaf(kept[0], b"".join(kept[1])))
            kept = None
        if letter == b"K":
            kept = (take(32), [])
        elif letter == b"M":
            nonce, group = take(32), number()
            findings = [number() for _ in range(number())]
            delivered = take(number())
            original = take(number())
            leaves.append(masked_leaf(group, findings, delivered, sha256(b"penstock-masked/1\n", nonce, original)))
        elif letter == b"E":
            if any(rest[at:]):
                raise ValueError("something behind the end")
            return head, tree(leaves), len(leaves) - 1
        else:
            raise ValueError("an unknown frame")


# Claims.


def records_of(proof):
    sealed, ended, masks, head = None, None, set(), proof["head"]
    for record in proof["records"]:
        try:
            entry = json.loads(record["leaf"])
        except ValueError:
            continue
        if not isinstance(entry, dict) or entry.get("version") != 1 or entry.get("about") != head["exchange"]:
            continue
        kind, data = entry.get("kind"), entry.get("data", {})
        if kind == "original.sealed" and data.get("side") == head["side"] and sealed is None:
            sealed = data
        elif kind == "exchange.ended" and ended is None:
            ended = data
        elif kind == "decision":
            masks.update(mask["finding"] for mask in data["masks"])
    return sealed, ended, masks


def check_log(proof, given):
    log = proof["log"]
    key = read_key(log["verifier"])
    if key is None or not proof["records"]:
        return "failed"
    for record in proof["records"]:
        root = checkpoint_root(record["checkpoint"], key, record["size"])
        path = [strict_base64(each) for each in record["hashes"]]
        if root is None or not included(sha256(b"\x00", record["leaf"].encode()), record["index"], record["size"], path, root):
            return "failed"
    if given is None:
        return "open"
    if given.strip() == log["verifier"].strip():
        return "shown"
    deployment = read_key(given)
    text = signed_text(log["certificate"], deployment) if deployment and log["certificate"] else None
    lines = (text or "").split("\n")
    return "shown" if lines[0] == "penstock/replica-key/v1" and read_key(lines[1]) == key and not any(lines[2:]) else "failed"


def check_findings(proof, ended, masks):
    if ended is None:
        return "failed"
    found = {finding["id"]: finding for finding in ended["findings"]}
    is_open = False
    for segment in proof["segments"]:
        if "kept" in segment:
            continue
        if not segment["findings"]:
            if ended["ending"] == "delivered" and ended["decision"] in ("allow", "mask"):
                return "failed"
            is_open = True
        for each in segment["findings"]:
            finding = found.get(each)
            if finding is None:
                if not 1 <= each <= ended["findings_total"]:
                    return "failed"
                is_open = True
            elif finding["side"] != proof["head"]["side"] or (finding["action"] != "mask" and each not in masks):
                return "failed"
    return "open" if is_open else "shown"


def check_sealed(proof, sealed, blob, inside):
    if blob is None or inside is None:
        return "open"
    try:
        head, root, segments = read_inside(inside)
    except (ValueError, KeyError):
        return "failed"
    same = sealed and hashlib.sha256(blob).hexdigest() == sealed["digest"] and root.hex() == sealed["root"]
    return "shown" if same and canonical(head) == canonical(proof["head"]) and segments == len(proof["segments"]) else "failed"


def claims(proof, key, blob, inside):
    if proof.get("format") != "penstock-proof/1":
        raise ValueError("another format")
    head, delivered = proof["head"], strict_base64(proof["delivered"])
    sealed, ended, masks = records_of(proof)
    told = lambda condition: "shown" if condition else "failed"
    root = root_of(proof, delivered)
    left = ended and ended["digests"][head["side"]]["left"]
    digest = "sha256:" + hashlib.sha256(delivered).hexdigest()
    return {
        "log": check_log(proof, key),
        "commitment": told(sealed and root and len(proof["segments"]) == sealed["segments"] and root.hex() == sealed["root"]),
        "delivered": told(ended and (left == digest if left is not None else not delivered)),
        "policy": told(ended and sealed and ended["policy_revision"] == head["policy"] == sealed["policy"]),
        "findings": check_findings(proof, ended, masks),
        "rescan": "open",
        "sealed": check_sealed(proof, sealed, blob, inside),
    }


def read(path):
    if path is None:
        return None
    with open(path, "rb") as file:
        return file.read()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("proof", nargs="+")
    parser.add_argument("--key")
    parser.add_argument("--blob")
    parser.add_argument("--inside")
    options = parser.parse_args()
    failed = False
    for path in options.proof:
        try:
            outcome = claims(json.loads(read(path)), options.key, read(options.blob), read(options.inside))
        except (ValueError, KeyError, TypeError, struct.error, AttributeError):
            outcome = {"format": "failed"}
        failed = failed or "failed" in outcome.values()
        print(json.dumps(outcome))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
