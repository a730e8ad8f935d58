// A program with Sentry's client in it, as its manual sets it up; it fails in a function of its own and says so.
// node sentry-client.js PACKAGE DSN
const Sentry = require(process.argv[2]);

Sentry.init({ dsn: process.argv[3], tracesSampleRate: 1.0, sendDefaultPii: true, attachStacktrace: true });
Sentry.setUser({ id: "7", email: "rosa.canary@acme-shop.io" });
Sentry.setTag("customer", "canary-tag");

function totalOf(order) {
  return order.price.toFixed(2);
}

function checkout() {
  return totalOf({ customer: "Rosa Canary" });
}

try {
  checkout();
} catch (error) {
  Sentry.captureException(error);
}
Sentry.startSpan({ name: "canary-transaction" }, () => {});
Sentry.flush(20000).then((sent) => process.exit(sent ? 0 : 1));
