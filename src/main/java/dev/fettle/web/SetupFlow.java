package dev.fettle.web;

/** What stands behind the pages of set-up. Each method throws {@link SetupRefusedException} where it cannot go on. */
public interface SetupFlow {
    /** What the pages start from. */
    Choice usual();

    /**
     * Makes ready what a person takes to the forge.
     *
     * @param page where the person's browser reaches these pages, without a slash at the end
     */
    Order order(Choice choice, String page);

    /** What the forge sent the person back with is exchanged, and everything is stored. */
    Made created(String code, String state);

    /**
     * Which App, where.
     *
     * @param forge the address of the forge's pages, such as {@code https://github.com}
     * @param organisation that owns the App, "" for the person
     * @param name of the App
     * @param reached where the forge reaches this server, "" where it does not
     */
    record Choice(String forge, String organisation, String name, String reached) {}

    /**
     * A form for the forge.
     *
     * @param action where it goes
     * @param forge the origin of that, for the policy of the page
     * @param manifest its only field
     */
    record Order(String action, String forge, String manifest) {}

    /**
     * The App is made and stored.
     *
     * @param install where it is installed on repositories
     * @param webhook whether the forge calls
     */
    record Made(String name, String install, boolean webhook) {}
}
