/** The MCP endpoint: the operations of the API as tools for assistants. What others wrote is set apart, cleaned and cut before it goes out. */
@NullMarked
package dev.fettle.web.mcp;

import org.jspecify.annotations.NullMarked;
