// For `fettle bench webhooks`: the smallest Probot app. It verifies each signature, parses each body, and does nothing with it.
import { generateKeyPairSync } from "node:crypto";
import { createRequire } from "node:module";
import { Probot, Server } from "probot";
import { pino } from "pino";

const { privateKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  privateKeyEncoding: { type: "pkcs1", format: "pem" },
  publicKeyEncoding: { type: "spki", format: "pem" },
});
const quiet = pino({ level: "fatal" });
const server = new Server({
  Probot: Probot.defaults({ appId: 1, privateKey, secret: process.env.WEBHOOK_SECRET, log: quiet }),
  log: quiet,
  host: "127.0.0.1",
  port: Number(process.env.PORT),
});
await server.load((app) => {
  app.on(["issues", "workflow_run"], async () => {});
});
await server.start();
console.log("probot " + createRequire(import.meta.url)("./node_modules/probot/package.json").version);
