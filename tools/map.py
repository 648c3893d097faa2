"""Make the map of the front page: the coasts of the world as one path, and where each country lies on it.

    python tools/map.py FOLDER ISO

FOLDER is the unpacked npm package `world-atlas` (`npm pack world-atlas`; Natural Earth, public domain), ISO the file
`iso_3166-1.json` of Debian's package `iso-codes`. Writes `src/windhoek/site/world/coasts.txt` and `places.csv`. No boundary is drawn.
"""

from __future__ import annotations

import csv
import json
import math
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

WORLD = Path(__file__).parents[1] / "src" / "windhoek" / "site" / "world"
WIDTH, TOP, BOTTOM = 720, 78.0, -56.0  # pixels; degrees that are shown
SOURCE = "world-atlas {version} (Natural Earth 1:110m and 1:50m, public domain)"
#: Degrees of latitude to length and distance of a parallel (Robinson 1963, every five degrees from the equator).
_LENGTHS = (1, 0.9986, 0.9954, 0.99, 0.9822, 0.973, 0.96, 0.9427, 0.9216, 0.8962, 0.8679, 0.835, 0.7986, 0.7597,
            0.7186, 0.6732, 0.6213, 0.5722, 0.5322)  # fmt: skip
_DISTANCES = (0, 0.062, 0.124, 0.186, 0.248, 0.31, 0.372, 0.434, 0.4958, 0.5571, 0.6176, 0.6769, 0.7346, 0.7903,
              0.8435, 0.8936, 0.9394, 0.9761, 1)  # fmt: skip
_RATIO = 0.5072  # of height to width of the whole

Point = tuple[float, float]


def placed(longitude: float, latitude: float) -> Point:
    """Where a place lies on the map, in pixels from its upper left corner."""
    step = min(abs(latitude) / 5, 17.999)
    low, part = int(step), step - int(step)
    length = _LENGTHS[low] + (_LENGTHS[low + 1] - _LENGTHS[low]) * part
    distance = math.copysign(_DISTANCES[low] + (_DISTANCES[low + 1] - _DISTANCES[low]) * part, latitude)
    return WIDTH / 2 * (1 + length * longitude / 180), WIDTH / 2 * _RATIO * (_top() - distance)


def _top() -> float:
    step = TOP / 5
    return _DISTANCES[int(step)] + (_DISTANCES[int(step) + 1] - _DISTANCES[int(step)]) * (step - int(step))


def rings(topology: dict[str, Any], geometry: dict[str, Any]) -> Iterator[list[Point]]:
    """The outer rings of a shape, in degrees."""
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]

    def arc(number: int) -> list[Point]:
        x = y = 0
        points = []
        for dx, dy in topology["arcs"][number if number >= 0 else ~number]:
            x, y = x + dx, y + dy
            points.append((x * scale[0] + shift[0], y * scale[1] + shift[1]))
        return points if number >= 0 else points[::-1]

    shapes = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
    for shape in shapes:
        yield [point for number in shape[0] for point in arc(number)]


def whole(ring: list[Point]) -> list[list[Point]]:
    """A ring without jumps from one edge of the map to the other: one that crosses it is there twice, once at each."""
    turned, shift = [ring[0]], 0
    for (before, _), (longitude, latitude) in pairwise(ring):
        shift += 360 if before - longitude > 180 else -360 if longitude - before > 180 else 0
        turned.append((longitude + shift, latitude))
    over = {math.copysign(360, longitude) for longitude, _ in turned if abs(longitude) > 180}
    return [turned, *([(longitude - by, latitude) for longitude, latitude in turned] for by in over)]


def area_and_centre(ring: list[Point]) -> tuple[float, Point]:
    """The area of a ring and its centre of gravity, on the map."""
    area = x = y = 0.0
    for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = ax * by - bx * ay
        area, x, y = area + cross, x + (ax + bx) * cross, y + (ay + by) * cross
    return abs(area) / 2, (x / (3 * area), y / (3 * area)) if area else ring[0]


def coasts(topology: dict[str, Any]) -> str:
    """All land as one SVG path in whole pixels; what is smaller than a few pixels or lies below the map is left out."""
    out = []
    for geometry in topology["objects"]["land"]["geometries"]:
        for ring in (copy for outline in rings(topology, geometry) for copy in whole(outline)):
            if max(latitude for _, latitude in ring) < BOTTOM:
                continue
            points = [tuple(round(each, 1) for each in placed(*point)) for point in ring]
            if area_and_centre(points)[0] < 3:
                continue
            kept = [points[0]]
            for point in points[1:]:
                if math.dist(point, kept[-1]) >= 1.8:
                    kept.append(point)
            steps = [f"{round(b[0] - a[0], 1):g},{round(b[1] - a[1], 1):g}" for a, b in pairwise(kept)]
            out.append(f"M{kept[0][0]:g},{kept[0][1]:g}l{' '.join(steps)}z")
    return "".join(out)


def places(topologies: list[dict[str, Any]], iso: list[dict[str, Any]]) -> Iterator[tuple[str, str, Point]]:
    """The code of three letters of each country, its number, and the middle of its largest part on the map."""
    codes = {each["numeric"]: each["alpha_3"] for each in iso} | {"Kosovo": "XKX"}
    seen = set()
    for topology in topologies:
        for geometry in topology["objects"]["countries"]["geometries"]:
            key = geometry.get("id") or geometry["properties"]["name"]
            code = codes.get(key)
            if code and code not in seen and geometry.get("arcs"):
                seen.add(code)
                on_map = [[placed(*point) for point in ring] for ring in rings(topology, geometry)]
                yield code, key if key.isdecimal() else "", max(map(area_and_centre, on_map))[1]


def main() -> None:
    folder, iso = Path(sys.argv[1]), json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))["3166-1"]

    def read(name: str) -> dict[str, Any]:
        return json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))

    WORLD.mkdir(exist_ok=True)
    (WORLD / "coasts.txt").write_text(coasts(read("land-110m")) + "\n", encoding="utf-8")
    source = SOURCE.format(version=read("package")["version"])
    with (WORLD / "places.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("code", "number", "x", "y", "source"))
        for code, number, (x, y) in sorted(places([read("countries-110m"), read("countries-50m")], iso)):
            writer.writerow((code, number, f"{x:.1f}", f"{y:.1f}", source))


if __name__ == "__main__":
    main()
