/**
 * What programs may ask of Fettle and have it do: each thing is described once, as an {@link dev.fettle.web.api.Operation}, and the JSON API, its OpenAPI description and the tools of
 * the MCP endpoint are made of these.
 */
@NullMarked
package dev.fettle.web.api;

import org.jspecify.annotations.NullMarked;
