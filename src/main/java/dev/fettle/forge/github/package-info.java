/** GitHub, GitHub Enterprise Server, and servers that speak GitHub's REST API with a bot account's token. The only user of OkHttp and of signed tokens. */
@NullMarked
package dev.fettle.forge.github;

import org.jspecify.annotations.NullMarked;
