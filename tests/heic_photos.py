"""HEIC photos for tests: nothing that is installed here can write one.

Made with heif-enc 1.15 from a picture of 32 rows and 48 columns whose quarters are red, green, blue
and white; the box that says which way up `TURNED` is was put in by hand.
"""

import base64
import zlib


def _unpacked(text: str) -> bytes:
    return zlib.decompress(base64.b64decode(text))


TURNED = _unpacked(
    "eNpjYGCQSSupLMhIzUxmAILczDRDEDs3MzGNgYHxdW5qSSIDBChmpOQUQdkMBZnJJQxogK8gsyQXzGICYoHMlESIEg"
    "UGAyDpk5mTn8wIZLg4MDAzMEK0MPHDWAwTgbpgbBjNAVQJUbcALmYCxL6ZmXlpYB5IXhTISWUC6QKqyShLNmRAEgQ7"
    "Jr0oM4UBRSVQn2tFJtiM+5kFRQVAek9mQXI+kC4GGuHMyFwA95fcB4Y/f3/8YGDgZ1YAapVwYORh/P8fpICZYQLYCc"
    "wMcruYHBSBkupOjIxoMgsUGlmnvXqybOcGBRAfTCgqAdWyuTAeLD7QCbRBJLO4IBVqmwMUI4sB9YDDUKAgsyIT7G0O"
    "Dg4gxZlZlF8CCgLpzIJcWDwBg5GpkYmBiZm5pRXI1cgsSk2DxVBKZm46OJxBocmXnFKcDI4LUDidzYXEV68G43rOB8"
    "clTXXjzf//+3D/f833nvjz7UerLKf+mLno4lp9+w9bHESX15n/OPNpl/GLC8xzGivYnjfEhv0v7PzXNdfo7Tn3N3k5"
    "Uh8tdpkJfH7wWP67c9bM7uu32Rtz8461SnlteMyV/cUj5nPadHsTU56YvxdeZSziM9RILzlgdZQ9MvdDVrZc+nTt05"
    "w5ehrTDTY3gFzt68ugBU4MTIz8YKdyArEaoxA48oHBCPGbo0JyYm5qETAUAMKenWk="
)
"""Stored on its side; its EXIF block says so once more: orientation 6."""

TEN_BITS = _unpacked(
    "eNpjYGCQSSupLMhIzUxmAILczDRDEDs3MzGNgYFxTW5qSSIDBChmpOQUQdkMBZnJJQxogK8gsyQXzGICYoHMlESIEg"
    "MGBSBpkZmTn8wIZLg4AOUZIVoYL8BYDC4IUTjNAdaXmZcGN1UUyEllAqkAqskoSzZkQBIEK0kvykwBMa9nFhQVAOmt"
    "mQXJ+UC6FKjamZGFA+5cuQ8Mf/7++sXAwM+sADRN3IGRh/H/f5ACZoa5O0Akg9wuJgdFoJyWEyMjqsQChUaWm3nrvL"
    "JnNzIyM4HEIISAElA5mwvjweIDnUA7RDKLC1Kh9jlAMbKYARCDAkegILMiEyTAzMXFBaSkMgtyYeEODBamRiYGJibm"
    "FrBMUWoaLMBTMnPTwcEGCjCfXEiAO2gwrud8oGx65P/vCf//L21XfDVvsV5A5UZHeXv5f2I993e2y/+yjvzno/V/tm"
    "lG3rvl1pb9b+JWnfx5VkLw+yQ2+brpAGTcaHA="
)
"""Ten bits a channel."""

HALF = _unpacked(
    "eNpjYGCQSSupLMhIzUxmAILczDRDEDs3MzGNgYHpT25qSSIDBChmpOQUQdkMBZnJJQxogK8gsyQXzGICYonMlESIEg"
    "MGBSQ6ITMnP5kRyHBxYGBhYIRoZVaAsRhOA3XD2DCag4EZqu41XKwSoRtMc0BxUmZmXhpYlAWIRYGcVCaQCqCajLJk"
    "QwYkQbBD04syUxhQVDJjU8kCV8m4MbOgqABIt2QWJOcDBcqAqp0ZmQvgASH3geHP3x8/GBj4wf6ScGDkYfz/H6SAmW"
    "ECiAAiuV1MDopASS0nRkY0mQUKjazTXj1ZtnOHgICBAkgITCgqAZWzuTAeLD7QCbREJLO4IBVqoQMUI4sZADEovAUK"
    "MisywWHHwQEKn0Kwa1k4UFz7B+FacYhrQQqYGeb/ADsK5lg1oGNRJQ40sYhFr54069mBBpAAmGghz6F8MIcygtymnl"
    "ha4QzilRblWeUWpKZbZaSWJVsZGRiaWgGlMlOswBGkmlmQC0ugwPTA1MjEwMTE3MLAzNTKxsDCzN4BcoFZZlFqGiyR"
    "pmTmpoOTGCOcxwKJdAY+oME5YB4oHfjkQhLwcQ3G9ZwPFC1W/v+44f/vNWVxT2K8Un73fej/I/H/u/rqrYdcHI3DWV"
    "b5P/77RP3vPa3/1YuqnqRPq+HVOreFPydtYpf+7X636fZ6R1zOb/rdkhuYPEdnVraMh4CErOa/SxqRQuJf/3irTinm"
    "jYn9w2kRkjiZaetu9dcXIpKjy88XdamrbF/bKpS09+En+7m/7F3C5Kd5G5dcWbr0mvtNjy1sR/IXPbhYGjvxgu2JmH"
    "2r77+rmMncfW2etZbrpvJl3WeXNxj0vDKfts5LPu7cO9ucL6Cw1GBcJ3zA7kCG8/Q/OXu/7ln1sUTNrGpS9mZRpnsp"
    "1wS7Ynevrfg2Y23S/SyJjcuNih5rSKqfmxpf2TZ5XcbXugPzxQWqTp6ant3GwnHlY1BVkmfHmptueTXHd2+MvZzkx/"
    "hyTxrH+pRw451nV+3+72DU8uTiq7+NFhOM+wA1DyKX"
)
"""Half transparent (128 of 255) in its left half."""
