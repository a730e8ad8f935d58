package dev.fettle.probe;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Properties;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/** What tests may change in the JVM for those that come after, remembered and put back. */
final class JvmState {
    private final Locale locale = Locale.getDefault();
    private final Locale display = Locale.getDefault(Locale.Category.DISPLAY);
    private final Locale format = Locale.getDefault(Locale.Category.FORMAT);
    private final TimeZone zone = TimeZone.getDefault();
    private final Properties properties = (Properties) System.getProperties().clone();
    private final java.io.InputStream in = System.in;
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final Thread.@Nullable UncaughtExceptionHandler handler = Thread.getDefaultUncaughtExceptionHandler();

    void putBack() {
        Locale.setDefault(locale);
        Locale.setDefault(Locale.Category.DISPLAY, display);
        Locale.setDefault(Locale.Category.FORMAT, format);
        TimeZone.setDefault(zone);
        if (!System.getProperties().equals(properties)) {
            System.setProperties((Properties) properties.clone());
        }
        System.setIn(in);
        System.setOut(out);
        System.setErr(err);
        Thread.setDefaultUncaughtExceptionHandler(handler);
        forgetSecurityManager();
    }

    @SuppressWarnings({"deprecation", "removal"})
    private static void forgetSecurityManager() {
        if (System.getSecurityManager() != null) {
            try {
                System.setSecurityManager(null);
            } catch (SecurityException stays) {
                return; // it forbids its own removal; the next runs live with it
            }
        }
    }
}
