/**
 * The gate {@code mcp-doctor}: starts the MCP servers that a repository declares, each in a sandbox of its own, and looks at what they do. All that a server says is
 * untrusted text: bounded when it is read, cleaned before it is kept.
 */
@NullMarked
package dev.fettle.gate.mcp;

import org.jspecify.annotations.NullMarked;
