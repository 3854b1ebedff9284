"""How exchanges are called, and the ending Yahoo gives to their symbols."""

from collections.abc import Mapping

UNITED_STATES = ""

# Market identifiers, then the names brokers, terminals and Yahoo itself use. A name that stands for
# two exchanges is in neither line but in AMBIGUOUS.
_NAMES: Mapping[str, str] = {
    UNITED_STATES: (
        "XNYS XNAS XNGS XNMS XNCM XASE ARCX BATS XOTC NYSE NASDAQ NASDAQGS NMS NGM NCM NYQ NYS ARCA "
        "NYSEARCA PCX AMEX ASE NYSEAMERICAN OTC OTCM PNK CBOE US UN UQ UW UP"
    ),
    ".L": "XLON LSE LON LN LSEETF LONDON",
    ".DE": "XETR XETRA ETR GER GY IBIS IBIS2",
    ".F": "XFRA FRA FWB FRANKFURT GF",
    ".PA": "XPAR EPA PAR PARIS SBF FP",
    ".AS": "XAMS AMS AEB AMSTERDAM NA",
    ".BR": "XBRU EBR BRU BRUSSELS BB",
    ".LS": "XLIS ELI LIS LISBON PL",
    ".MI": "XMIL MTAA BIT MIL MILAN BVME IM",
    ".MC": "XMAD BME MCE MADRID SM",
    ".IR": "XDUB DUBLIN ID",
    ".SW": "XSWX XVTX SWX EBS SIX SW",
    ".VI": "XWBO VIE VIENNA AV",
    ".ST": "XSTO STO OMXSTO SFB STOCKHOLM",
    ".HE": "XHEL HEL OMXHEL HEX HELSINKI FH",
    ".CO": "XCSE CPH OMXCOP COPENHAGEN DC",
    ".OL": "XOSL OSL OSE OSLO NO",
    ".WA": "XWAR WSE GPW WARSAW PW",
    ".T": "XTKS JPX TYO TSEJ TOKYO JP JT",
    ".HK": "XHKG HKG HKEX SEHK HK",
    ".SS": "XSHG SHA SHG SSE SHSE SH SEHKNTL SHANGHAI CG",
    ".SZ": "XSHE SHE SHZ SZSE SZ SEHKSZSE SHENZHEN CS",
    ".TW": "XTAI TPE TAI TWSE TW TT",
    ".TWO": "ROCO TPEX GTSM TWO",
    ".KS": "XKRX KRX KSC KOSPI KS KP",
    ".KQ": "XKOS KOSDAQ KOE KQ",
    ".TO": "XTSE TSX TOR TORONTO CN CT",
    ".V": "XTSX TSXV CVE VENTURE",
    ".AX": "XASX ASX AU AT",
    ".NZ": "XNZE NZX NZE NZ",
    ".NS": "XNSE NSE NSI IS",
    ".BO": "XBOM BOM BSE IB",
    ".SI": "XSES SGX SES SP",
    ".JO": "XJSE JSE JNB SJ",
    ".TA": "XTAE TLV TASE IT",
    ".SA": "BVMF SAO BOVESPA BZ",
    ".MX": "XMEX BMV MEX MM",
    ".JK": "XIDX IDX JKT IJ",
    ".BK": "XBKK SET BKK TB",
    ".KL": "XKLS KLSE KLS MK",
    ".SR": "XSAU TADAWUL SAU AB",
    ".IS": "XIST BIST IST TI",
}
ENDINGS = frozenset(_NAMES) - {UNITED_STATES}
_BY_NAME = {name: ending for ending, names in _NAMES.items() for name in names.split()}

# Google's TSE is Toronto, everybody else's is Tokyo; SS is Stockholm on terminals and Shanghai at Yahoo.
# The first ending is for codes made of digits, the second for letters.
AMBIGUOUS: Mapping[str, tuple[str, str]] = {"TSE": (".T", ".TO"), "SS": (".SS", ".ST")}


def ending_of(exchange: str, code: str) -> str | None:
    """The ending for `code` at the exchange of that name ("" = none is added); None for an unknown name."""
    name = "".join(exchange.upper().split())
    if name in AMBIGUOUS:
        return AMBIGUOUS[name][0 if code[:1].isdecimal() else 1]
    return _BY_NAME.get(name, f".{name}" if f".{name}" in ENDINGS else None)
