"""The code on a board that leads to the place's public address."""

from io import BytesIO


class AddressTooLong(Exception):
    """No code holds an address this long."""


def code(address: str) -> str:
    """Return a QR code as SVG, which a dirty quarter leaves readable; raise AddressTooLong."""
    import segno

    drawn = BytesIO()
    try:
        made = segno.make(address, error="q", micro=False)
    except segno.DataOverflowError as error:
        raise AddressTooLong from error
    made.save(drawn, kind="svg", border=4, light="#fff", xmldecl=False)
    return drawn.getvalue().decode()
