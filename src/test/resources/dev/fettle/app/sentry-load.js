// A program with Sentry's client in it that fails again and again, in one way for each file of its own, so many times a second.
// node sentry-load.js PACKAGE DSN RATE SECONDS FAILURES
const Sentry = require(process.argv[2]);
const vm = require("vm");

const [rate, seconds, failures] = process.argv.slice(4).map(Number);
const total = rate * seconds;
let refused = 0;

Sentry.init({
  dsn: process.argv[3],
  // What waits to be sent: 64 otherwise, and the client forgets the rest without a request.
  transportOptions: { bufferSize: total },
});
Sentry.getClient().on("afterSendEvent", (event, answer) => {
  if (!answer || answer.statusCode >= 300) {
    refused++;
  }
});

// Each failure is thrown in a file and a function of its own, called through a few others.
const parts = [];
for (let part = 0; part < failures; part++) {
  const source = `(function () {
    function total${part}(number) { throw new RangeError("order " + number + " took " + (number % 977) + " ms"); }
    function step${part}(number, depth) { return depth === 0 ? total${part}(number) : step${part}(number, depth - 1); }
    return step${part};
  })()`;
  parts.push(vm.runInThisContext(source, { filename: `/srv/shop/lib/part${part}.js` }));
}

function fail(number) {
  try {
    parts[number % failures](number, 8);
  } catch (error) {
    Sentry.captureException(error);
  }
}

const start = process.hrtime.bigint();
let sent = 0;

function tick() {
  const due = Math.min(total, Math.floor((Number(process.hrtime.bigint() - start) / 1e9) * rate) + 1);
  while (sent < due) {
    fail(sent++);
  }
  if (sent < total) {
    setTimeout(tick, 1);
    return;
  }
  const captured = Number(process.hrtime.bigint() - start) / 1e9;
  Sentry.flush(600000).then((all) => {
    const taken = Number(process.hrtime.bigint() - start) / 1e9;
    console.log(`sent ${sent} in ${captured.toFixed(1)} s, all after ${taken.toFixed(1)} s, refused ${refused}, flushed ${all}`);
    process.exit(all && refused === 0 ? 0 : 1);
  });
}

tick();
