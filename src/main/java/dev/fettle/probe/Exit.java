package dev.fettle.probe;

/** What calls of {@code System.exit} and {@code Runtime.halt} in project code become: an error, not the end of the JVM. */
public final class Exit {
    private Exit() {}

    public static void exit(int status) {
        askSecurityManager(status);
        throw new Attempted(status);
    }

    /** For {@code Runtime.exit} and {@code Runtime.halt}. */
    public static void exit(Runtime runtime, int status) {
        exit(status);
    }

    /** A test may have set a manager in order to see the exit; then that one speaks first, as it would have. */
    @SuppressWarnings({"deprecation", "removal"})
    private static void askSecurityManager(int status) {
        SecurityManager manager = System.getSecurityManager();
        if (manager != null) {
            manager.checkExit(status);
        }
    }

    /** The project called for the end of the JVM. */
    public static final class Attempted extends Error {
        private static final long serialVersionUID = 1L;

        Attempted(int status) {
            super("System.exit(" + status + ") called");
        }
    }
}
