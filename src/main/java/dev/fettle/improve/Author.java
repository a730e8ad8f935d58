package dev.fettle.improve;

import dev.fettle.forge.Identity;

/** Who Fettle's commits are by. */
record Author(String name, String email) {
    /** The address by which the forge knows the account, so that commits are shown as the bot's. */
    static Author of(Identity self) {
        return new Author(self.login(), self.email().isEmpty() ? noReply(self) : self.email());
    }

    private static String noReply(Identity self) {
        return self.userId() > 0
                ? self.userId() + "+" + self.login() + "@users.noreply.github.com"
                : "fettle@localhost";
    }
}
