"""What brokers call the kinds of things one can hold."""

from functools import lru_cache

from screener.domain.security import Kind
from screener.importers.columns import plain_name

_WORDS: dict[Kind, str] = {
    "option": "option options opt opcion opciones optionen warrant warrants 期权 期權",
    "crypto": "crypto cryptocurrency cryptocurrencies krypto kryptowahrung criptomoneda bitcoin",
    "bond": (
        "bond bonds anleihe anleihen obligation obligations obligatie bono bonos obbligazioni treasury "
        "债券 債券"
    ),
    "fund": (
        "etf etfs etp fund funds fonds fondo fondos fondi mutual ucits sicav opcvm tracker trackers 基金"
    ),
    "cash": "cash bargeld liquiditat liquidites efectivo contanti kontanten 現金 现金",
    "equity": (
        "equity equities stock stocks share shares common aktie aktien action actions accion acciones "
        "azione azioni aandeel aandelen adr reit stk 股票"
    ),
    "other": "other certificate zertifikat future futures commodity",
}
_PHRASES: dict[str, Kind] = {
    "fixed income": "bond",
    "exchange traded fund": "fund",
    "cash and money market": "cash",
    "money market": "cash",
    "equity and index options": "option",
}
_BY_WORD: dict[str, Kind] = {
    word: kind for kind, words in reversed(_WORDS.items()) for word in words.split(" ")
}
_ORDER = tuple(_WORDS)


@lru_cache(maxsize=1024)
def kind_of(text: str) -> Kind | None:
    """The kind a cell of a type column names, None when it names none ("Margin", "Growth")."""
    name = plain_name(text)
    if name in _PHRASES:
        return _PHRASES[name]
    kinds = {_BY_WORD[word] for word in name.split() if word in _BY_WORD}
    return min(kinds, key=_ORDER.index, default=None)
