#!/usr/bin/env python3
"""Print the proper names of SudachiDict: SURFACE<TAB>SORTS, sorted. usage: names.py

SORTS is a number with a bit per sort: 1 surname, 2 given name, 4 full or other name of a person, 8 place, 16 country,
32 anything else. Place names of more than five characters are addresses put together from shorter ones and left out.
"""
import sudachipy

SORTS = {
    ("人名", "姓"): 1,
    ("人名", "名"): 2,
    ("人名", "一般"): 4,
    ("地名", "一般"): 8,
    ("地名", "国"): 16,
    ("一般", "*"): 32,
}
LONGEST_PLACE = 5


def main():
    names = {}
    for entry in sudachipy.Dictionary(dict="core").entries():
        part = entry.part_of_speech()
        if part[1] != "固有名詞":
            continue
        surface, sort = entry.surface(), SORTS.get((part[2], part[3]), 0)
        if len(surface) < 2 or "\n" in surface or "\t" in surface:
            continue
        if sort == 8 and len(surface) > LONGEST_PLACE:
            continue
        names[surface] = names.get(surface, 0) | sort
    for surface in sorted(names):
        print(f"{surface}\t{names[surface]}")


if __name__ == "__main__":
    main()
