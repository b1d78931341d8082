"""The colours that the binary formats know by number."""

from collections.abc import Mapping

from county_desk.sheets.formats.visibility import BLACK, WHITE

_BASIC = "000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF"
_PALETTE = f"""
    {_BASIC} 800000 008000 000080 808000 800080 008080 C0C0C0 808080
    9999FF 993366 FFFFCC CCFFFF 660066 FF8080 0066CC CCCCFF 000080 FF00FF FFFF00 00FFFF
    800080 800000 008080 0000FF 00CCFF CCFFFF CCFFCC FFFF99 99CCFF FF99CC CC99FF FFCC99
    3366FF 33CCCC 99CC00 FFCC00 FF9900 FF6600 666699 969696 003366 339966 003300 333300
    993300 993366 333399 333333
"""
FIRST, COUNT = 8, 56  # of the colours that a workbook can choose itself
# those that are always there, then the palette as it is without a choice; RRGGBB
INDEXED: Mapping[int, str] = dict(enumerate([*_BASIC.split(), *_PALETTE.split()]))

WINDOW: Mapping[int, str] = {64: BLACK, 65: WHITE}  # ink and paper that the system chooses
