"""Currency codes, and what a locale says about money and numbers."""

# ISO 4217, currencies in use. No funds, metals or test codes.
_CODES = """
    AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN
    BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS
    GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW
    KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD
    NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD
    SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED
    VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG
"""
CURRENCIES: frozenset[str] = frozenset(_CODES.split())

_EURO = "AT BE CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK"
_OF_TERRITORY = {
    **dict.fromkeys(_EURO.split(), "EUR"),
    "AU": "AUD", "BG": "BGN", "BR": "BRL", "CA": "CAD", "CH": "CHF", "CL": "CLP", "CN": "CNY",
    "CZ": "CZK", "DK": "DKK", "GB": "GBP", "HK": "HKD", "HU": "HUF", "ID": "IDR", "IL": "ILS",
    "IN": "INR", "JP": "JPY", "KR": "KRW", "LI": "CHF", "MX": "MXN", "MY": "MYR", "NO": "NOK",
    "NZ": "NZD", "PH": "PHP", "PL": "PLN", "RO": "RON", "SA": "SAR", "SE": "SEK", "SG": "SGD",
    "TH": "THB", "TR": "TRY", "TW": "TWD", "US": "USD", "VN": "VND", "ZA": "ZAR",
}  # fmt: skip
_COMMA_LANGUAGES = "bg cs da de el es et fi fr hr hu id it lt lv nb nl nn no pl pt ro ru sk sl sr sv tr uk vi"
_POINT_TERRITORIES = "CH LI MX PR DO GT HN NI PA PE SV US"


def currency_of(locale_name: str | None) -> str:
    """The currency of a locale such as "de_DE.UTF-8"; the US dollar when it does not say."""
    return _OF_TERRITORY.get(_parts(locale_name)[1], "USD")


def has_decimal_comma(locale_name: str | None) -> bool:
    """True where people write 1.234,56."""
    language, territory = _parts(locale_name)
    return language in _COMMA_LANGUAGES.split() and territory not in _POINT_TERRITORIES.split()


def _parts(locale_name: str | None) -> tuple[str, str]:
    """Language in small and territory in capital letters; empty texts where a part is missing."""
    plain = (locale_name or "").split(".")[0].split("@")[0].replace("-", "_")
    language, *rest = plain.split("_")
    territory = next((part for part in rest if len(part) == 2), "")
    return language.lower(), territory.upper()
