#!/usr/bin/env python3
"""A second verifier of the ledger, written from docs/formats/ and the texts they name, with nothing but Python.

    verify_ledger.py receipt VERIFIER-KEY FILE...          one line for each receipt
    verify_ledger.py log VERIFIER-KEY FOLDER [CHECKPOINT]  a log as files, and a checkpoint kept from before

Prints "holds" or "refused: why" and answers with the exit code 0 or 1. It shares no line with the product.
"""

import base64
import hashlib
import hmac
import pathlib
import re
import struct
import sys
import uuid
from datetime import datetime, timedelta, timezone


class Refused(Exception):
    """Something is not so; the sentence says what."""


def demand(condition, sentence):
    if not condition:
        raise Refused(sentence)


def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def unbase64(text):
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError:
        raise Refused("bad base64")
    demand(base64.b64encode(data).decode() == text, "bad base64")
    return data


def decimal(text):
    demand(re.fullmatch(r"0|[1-9][0-9]{0,15}", text), "bad number")
    return int(text)


# --- Ed25519, RFC 8032, section 6 -------------------------------------------------------------------------------------

P = 2**255 - 19
Q = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P


def edwards_add(a, b):
    """The addition law of the curve over fractions: x is a[0] / a[2], y is a[1] / a[2]."""
    (x1, y1, z1), (x2, y2, z2) = a, b
    z = z1 * z2
    square, cross = z * z, D * x1 * x2 * y1 * y2
    less, more = (square - cross) % P, (square + cross) % P
    x3 = z * less * (x1 * y2 + x2 * y1)
    y3 = z * more * (y1 * y2 + x1 * x2)
    return x3 % P, y3 % P, less * more % P


def edwards_times(n, point):
    total = (0, 1, 1)
    for bit in bin(n)[2:]:
        total = edwards_add(total, total)
        if bit == "1":
            total = edwards_add(total, point)
    return total


def edwards_same(a, b):
    return (a[0] * b[2] - b[0] * a[2]) % P == 0 and (a[1] * b[2] - b[1] * a[2]) % P == 0


def edwards_point(data):
    n = int.from_bytes(data, "little")
    sign, y = n >> 255, n % 2**255
    demand(y < P, "bad point")
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if x * x % P != square:
        x = x * pow(2, (P - 1) // 4, P) % P
    demand(x * x % P == square and not (x == 0 and sign), "bad point")
    return x if x % 2 == sign else P - x, y, 1


BASE = edwards_point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def signed(key, message, signature):
    if len(signature) != 64:
        return False
    try:
        r, a = edwards_point(signature[:32]), edwards_point(key)
    except Refused:
        return False
    s = int.from_bytes(signature[32:], "little")
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % Q
    return s < Q and edwards_same(edwards_times(s, BASE), edwards_add(r, edwards_times(h, a)))


# --- signed-note and tlog-checkpoint ----------------------------------------------------------------------------------


def open_checkpoint(note, verifier_key):
    """Origin, size and root of a checkpoint that the key signed."""
    name, key_id, data = (verifier_key.split("+", 2) + ["", ""])[:3]
    data = unbase64(data)
    demand(len(data) == 33 and data[0] == 1, "not a verifier key")
    demand(sha(name.encode(), b"\n", data)[:4].hex() == key_id, "not a verifier key")
    text, gap, lines = note.rpartition("\n\n")
    demand(gap and lines.endswith("\n"), "not a whole note")
    text += "\n"
    found = 0
    for line in lines[:-1].split("\n"):
        match = re.fullmatch(r"— ([^\s+]+) (\S+)", line)
        demand(match, "not a signature line")
        signature = unbase64(match[2])
        if (match[1], signature[:4].hex()) == (name, key_id):
            demand(signed(data[1:], text.encode(), signature[4:]), "bad signature")
            found += 1
    rows = text.split("\n")
    demand(len(rows) >= 4 and rows[-1] == "" and all(rows[:-1]), "not a checkpoint")
    demand(rows[0] == name, "another log")
    demand(found, "not signed by this key")
    root = unbase64(rows[2])
    demand(len(root) == 32, "not a checkpoint")
    return rows[0], decimal(rows[1]), root


# --- RFC 6962 ---------------------------------------------------------------------------------------------------------


def node(left, right):
    return sha(b"\x01", left, right)


def inclusion_root(leaf, index, size, path):
    """Walks down from the root by the rule of section 2.1.1, so the path is used from its end."""
    demand(index < size, "no such leaf")
    if size == 1:
        demand(not path, "the proof is too long")
        return leaf
    demand(path, "the proof is too short")
    k = 1 << (size - 1).bit_length() - 1
    if index < k:
        return node(inclusion_root(leaf, index, k, path[:-1]), path[-1])
    return node(path[-1], inclusion_root(leaf, index - k, size - k, path[:-1]))


class Tree:
    """The complete subtrees of a growing log, largest first."""

    def __init__(self):
        self.size, self.peaks = 0, []

    def append(self, leaf):
        self.size += 1
        count = self.size
        while count % 2 == 0:
            leaf = node(self.peaks.pop(), leaf)
            count //= 2
        self.peaks.append(leaf)

    def root(self):
        if not self.peaks:
            return sha()
        root = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            root = node(peak, root)
        return root


# --- docs/formats/commitment.md and receipt.md ------------------------------------------------------------------------


def field(salt, name, value):
    return sha(hmac.new(salt, name.encode(), "sha256").digest(), value.encode())


def commitment(hashes):
    return sha(b"\x01", *(bytes([len(name)]) + name.encode() + hashes[name] for name in sorted(hashes)))


def sha256_from(state, length, rest):
    """SHA-256 gone on with, FIPS 180-4, section 6.2."""
    mask = 0xFFFFFFFF

    def root_bits(prime, degree):
        low, high = 0, prime << 33
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if middle**degree <= prime << 32 * degree else (low, middle)
        return low & mask

    primes = [n for n in range(2, 312) if all(n % m for m in range(2, n))]
    constants = [root_bits(prime, 3) for prime in primes[:64]]
    right = lambda x, n: (x >> n | x << 32 - n) & mask
    data = rest + b"\x80" + b"\0" * (-(len(rest) + 9) % 64) + struct.pack(">Q", 8 * (length + len(rest)))
    words = list(struct.unpack(">8I", state))
    for at in range(0, len(data), 64):
        w = list(struct.unpack(">16I", data[at : at + 64]))
        for t in range(16, 64):
            s0 = right(w[t - 15], 7) ^ right(w[t - 15], 18) ^ w[t - 15] >> 3
            s1 = right(w[t - 2], 17) ^ right(w[t - 2], 19) ^ w[t - 2] >> 10
            w.append((w[t - 16] + s0 + w[t - 7] + s1) & mask)
        a, b, c, d, e, f, g, h = words
        for t in range(64):
            t1 = h + (right(e, 6) ^ right(e, 11) ^ right(e, 25)) + (e & f ^ ~e & mask & g) + constants[t] + w[t]
            t2 = (right(a, 2) ^ right(a, 13) ^ right(a, 22)) + (a & b ^ a & c ^ b & c)
            a, b, c, d, e, f, g, h = (t1 + t2) & mask, a, b, c, (d + t1) & mask, e, f, g
        words = [(x + y) & mask for x, y in zip(words, (a, b, c, d, e, f, g, h))]
    return struct.pack(">8I", *words)


class Bytes:
    """Bytes taken one after another."""

    def __init__(self, data):
        self.data = data

    def take(self, count):
        demand(len(self.data) >= count, "the extra data is too short")
        taken, self.data = self.data[:count], self.data[count:]
        return taken

    def number(self, count):
        return int.from_bytes(self.take(count), "big")

    def uuid(self):
        return str(uuid.UUID(bytes=self.take(16)))

    def text(self):
        text = self.take(self.number(1)).decode("latin-1")
        demand(re.fullmatch(r"[ !#-\[\]-~]*", text), "a text of the extra data is odd")
        return text


def leaf_of_receipt(extra):
    data = Bytes(extra)
    version, flags = data.number(1), data.number(1)
    demand(version == 1 and flags < 32, "another version")
    district, hour = data.number(4), data.number(4)
    report_id, event_id, case_id = data.uuid(), data.uuid(), data.uuid()
    report_salt, event_salt, text_hash, place_hash = (data.take(32) for _ in range(4))
    files_hash = data.take(32) if flags & 4 else None
    point = data.uuid() if flags & 2 else None
    channel, identity, status = data.text(), data.text(), data.text()
    said = data.text() if flags & 8 else None
    try:
        moment = datetime(1970, 1, 1, tzinfo=timezone.utc) + timedelta(hours=hour)
    except OverflowError:
        raise Refused("no such hour")
    at = moment.strftime("%Y-%m-%dT%H:00:00.000Z")

    known = {
        "about": "addressee" if flags & 1 else None,
        "at": at,
        "channel": channel,
        "district": str(district),
        "id": report_id,
        "identity": '{"kind":"%s"}' % identity,
        "point": point,
        "said": said,
    }
    hashes = {name: field(report_salt, name, value) for name, value in known.items() if value is not None}
    hashes.update(text=text_hash, place=place_hash, **({"files": files_hash} if files_hash else {}))
    end = '"report":"%s"}' % commitment(hashes).hex()
    if flags & 16:
        length, state, tail = data.number(2) * 64, data.take(32), data.take(data.number(1))
        demand(len(tail) <= 64 and tail.endswith(b","), "the detail does not end as it must")
        detail = sha256_from(state, length, tail + end.encode())
    else:
        detail = field(event_salt, "detail", "{" + end)
    demand(not data.data, "the extra data is too long")
    known = {
        "actor": "resident",
        "at": at,
        "district": str(district),
        "from": "",
        "id": event_id,
        "kind": "receive",
        "subject": "case:" + case_id,
        "to": status,
    }
    hashes = {name: field(event_salt, name, value) for name, value in known.items()}
    return sha(b"\x00\x01", commitment({**hashes, "detail": detail}))


def check_receipt(content, verifier_key):
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise Refused("not text")
    head, gap, note = text.partition("\n\n")
    lines = head.split("\n")
    demand(gap and lines[0] == "c2sp.org/tlog-proof@v1", "not a whole receipt")
    demand(len(lines) >= 3 and lines[1].startswith("extra ") and lines[2].startswith("index "), "not a receipt")
    leaf, index = leaf_of_receipt(unbase64(lines[1][6:])), decimal(lines[2][6:])
    path = [unbase64(line) for line in lines[3:]]
    demand(all(len(each) == 32 for each in path) and len(path) < 64, "a hash of another length")
    _, size, root = open_checkpoint(note, verifier_key)
    demand(inclusion_root(leaf, index, size, path) == root, "not in the log")


# --- tlog-tiles -------------------------------------------------------------------------------------------------------


def read_part(folder, level, index, width):
    """A tile or bundle; where the partial one is gone, the full one."""
    groups = "%03d" % index
    while len(groups) % 3:
        groups = "0" + groups
    parts = [groups[i : i + 3] for i in range(0, len(groups), 3)]
    path = folder / "tile" / str(level) / "/".join(["x" + part for part in parts[:-1]] + parts[-1:])
    partial = path.parent / (path.name + ".p") / str(width)
    for each in [path] if width == 256 else [partial, path]:
        if each.is_file():
            return each.read_bytes()
    raise Refused("%s is missing" % (path if width == 256 else partial).relative_to(folder))


def check_log(folder, verifier_key, earlier=None):
    origin, size, root = open_checkpoint((folder / "checkpoint").read_text("utf-8"), verifier_key)
    if earlier is not None:
        _, earlier_size, earlier_root = open_checkpoint(earlier, verifier_key)
        demand(earlier_size <= size, "the log went back")
    tree, rows = Tree(), [[]]
    for first in range(0, size + 1, 256):
        width = min(256, size - first)
        bundle = Bytes(read_part(folder, "entries", first // 256, width)) if width else Bytes(b"")
        for _ in range(width + 1):
            if earlier is not None and tree.size == earlier_size:
                demand(tree.root() == earlier_root, "the log was rewritten")
            if tree.size == min(first + 256, size):
                break
            entry = bundle.take(bundle.number(2))
            demand(len(entry) == 33 and entry[0] == 1, "not an entry")
            tree.append(sha(b"\x00", entry))
            rows[0].append(sha(b"\x00", entry))
    demand(tree.root() == root, "the entries do not make the root")
    while len(rows[-1]) >= 256:
        rows.append([full_root(rows[-1][i : i + 256]) for i in range(0, len(rows[-1]) // 256 * 256, 256)])
    for level, row in enumerate(rows):
        for index in range(0, -(-len(row) // 256)):
            hashes = b"".join(row[index * 256 : index * 256 + 256])
            served = read_part(folder, level, index, len(hashes) // 32)
            demand(len(served) % 32 == 0 and served[: len(hashes)] == hashes, "tile %d/%d differs" % (level, index))


def full_root(hashes):
    while len(hashes) > 1:
        hashes = [node(*hashes[i : i + 2]) for i in range(0, len(hashes), 2)]
    return hashes[0]


# --- asked from the command line --------------------------------------------------------------------------------------


def answer(work):
    try:
        work()
        print("holds")
        return True
    except Refused as why:
        print("refused: %s" % why)
        return False


def main(arguments):
    if len(arguments) >= 3 and arguments[0] == "receipt":
        files = [pathlib.Path(name).read_bytes() for name in arguments[2:]]
        held = [answer(lambda: check_receipt(content, arguments[1])) for content in files]
        return 0 if all(held) else 1
    if len(arguments) in (3, 4) and arguments[0] == "log":
        earlier = pathlib.Path(arguments[3]).read_text("utf-8") if len(arguments) == 4 else None
        return 0 if answer(lambda: check_log(pathlib.Path(arguments[2]), arguments[1], earlier)) else 1
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
