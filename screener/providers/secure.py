"""What every connection we open ourselves needs: the system's proxy, and certificates to trust."""

import ssl
from urllib.request import getproxies, proxy_bypass


def proxy_of(host: str) -> str:
    """The address of the proxy that leads to `host` by TLS; "" when there is none."""
    if proxy_bypass(host):
        return ""
    proxies = getproxies()
    address = proxies.get("https") or proxies.get("all") or ""
    return address if "://" in address or not address else f"http://{address}"


def checking_context() -> ssl.SSLContext:
    """TLS that checks the certificate against those of the system and those we bring along."""
    import certifi

    context = ssl.create_default_context()
    # The frozen app may run where the system's certificates lie elsewhere.
    context.load_verify_locations(certifi.where())
    return context
