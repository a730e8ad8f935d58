# A program that fails and reports it with Sentry's own client. Argument: the DSN.
import sys

import sentry_sdk


def total(price):
    canary_local = "canary-variable"
    return int(price) if canary_local else 0


def checkout():
    try:
        return total("twelve")
    except ValueError as error:
        raise RuntimeError("no total for rosa.canary@acme-shop.io") from error


sentry_sdk.init(dsn=sys.argv[1], send_default_pii=True, traces_sample_rate=1.0, server_name="canary-host")
sentry_sdk.set_user({"email": "rosa.canary@acme-shop.io"})
sentry_sdk.set_tag("customer", "canary-tag")
sentry_sdk.add_breadcrumb(message="canary crumb")
with sentry_sdk.start_transaction(op="task", name="canary-transaction"):
    try:
        checkout()
    except RuntimeError:
        sentry_sdk.capture_exception()
sentry_sdk.flush(timeout=20)
