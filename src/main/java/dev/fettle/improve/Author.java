package dev.fettle.improve;

import dev.fettle.forge.Identity;

/** Who Fettle's commits are by. */
record Author(String name, String email) {
    /** The forge's own no-reply address where the identity has an id, so that commits are shown as the bot's. */
    static Author of(Identity self) {
        String email = self.userId() > 0
                ? self.userId() + "+" + self.login() + "@users.noreply.github.com"
                : "fettle@localhost";
        return new Author(self.login(), email);
    }
}
