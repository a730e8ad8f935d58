// An MCP server over streamable HTTP that answers with plain JSON, with one fault at a time: node http-server.mjs PORT FAULT
import { createServer } from 'node:http';

const [, , port, fault = 'none'] = process.argv;
const session = 'session-1';
if (fault === 'dies-at-start') {
  console.error('Error: the port is taken');
  process.exit(1);
}
if (fault === 'does-not-shut-down') process.on('SIGTERM', () => {});

const answers = {
  initialize: () => ({ protocolVersion: '2025-06-18', capabilities: { tools: {} }, serverInfo: { name: 'web', version: '1' } }),
  'tools/list': () => ({ tools: [{ name: 'echo', inputSchema: { type: 'object', properties: { text: { type: 'string' } } } }] }),
  'tools/call': ({ params }) => {
    if (fault === 'dies-in-call') { console.error('out of ideas'); process.exit(1); }
    return { content: [{ type: 'text', text: params.arguments.text }] };
  },
};

createServer((request, response) => {
  let body = '';
  request.on('data', (data) => (body += data));
  request.on('end', () => {
    const message = body ? JSON.parse(body) : {};
    if (fault === 'refuses' ) return response.writeHead(401).end('who are you?');
    const greeting = message.method === 'initialize';
    const known = request.headers['mcp-session-id'] === session && request.headers['mcp-protocol-version'] === '2025-06-18';
    if (!greeting && !known) return response.writeHead(400).end('no session');
    if (message.id === undefined) return response.writeHead(202).end();
    response.writeHead(200, { 'Content-Type': 'application/json', 'Mcp-Session-Id': session });
    response.end(JSON.stringify({ jsonrpc: '2.0', id: message.id, result: answers[message.method](message) }, null, 2));
  });
}).listen(Number(port), '127.0.0.1');
