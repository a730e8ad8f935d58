package dev.fettle.app.bench;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.imageio.ImageIO;

/** Pages as a person sees them: the browser of this machine opens each on a wide and on a narrow screen, in light and in dark. */
public final class Pictures {
    /** What is said where there is no browser. */
    public static final String MISSING =
            "no Chromium or Chrome is on this machine's PATH; on Debian: apt-get install chromium";

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final long PATIENCE_SECONDS = 60;
    private static final int MARGIN = 16;

    private final Path browser;
    private final Path folder;
    private final Path profile;

    private enum Screen {
        WIDE(1400, 3000),
        NARROW(390, 6000);

        private final int width;
        /** What is blank of it is cut off. */
        private final int height;

        Screen(int width, int height) {
            this.width = width;
            this.height = height;
        }
    }

    private enum Scheme {
        // The browser's numbers.
        DARK,
        LIGHT
    }

    /**
     * Takes them with that browser.
     *
     * @param folder for the pictures
     * @param profile for what the browser keeps, for as long as it runs
     */
    public Pictures(Path browser, Path folder, Path profile) {
        this.browser = browser;
        this.folder = folder;
        this.profile = profile;
    }

    /** The browser of this machine, when it has one. */
    public static Optional<Path> browser(String path) {
        return List.of(path.split(":")).stream()
                .filter(folder -> !folder.isBlank())
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Four pictures: {@code VIEW-TICKETS-wide-dark.png} and so on. */
    void take(String view, int tickets, URI page) throws IOException, InterruptedException {
        for (Screen screen : Screen.values()) {
            for (Scheme scheme : Scheme.values()) {
                String name = String.join(
                        "-",
                        view.replaceAll("\\W+", "-"),
                        Integer.toString(tickets),
                        word(screen),
                        word(scheme) + ".png");
                take(screen, scheme, Files.createDirectories(folder).resolve(name), page);
            }
        }
    }

    private void take(Screen screen, Scheme scheme, Path file, URI page) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(
                browser.toString(),
                "--headless=new",
                "--disable-gpu",
                "--hide-scrollbars",
                "--user-data-dir=" + profile,
                "--blink-settings=preferredColorScheme=" + scheme.ordinal(),
                // A window of its own would be 500 pixels wide at least.
                "--screen-info={" + screen.width + "x" + screen.height + "}",
                "--kiosk",
                "--screenshot=" + file));
        if (System.getProperty("user.name", "").equals("root")) {
            words.add("--no-sandbox"); // its own refuses root; all that it opens here is our own pages
        }
        words.add(page.toString());
        Files.createDirectories(profile);
        Path log = profile.resolve("browser.log");
        try (Program program = new Program(new Program.Start(words, profile, Map.of(), log, ""), line -> false)) {
            program.ended().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the browser did not end; see " + log, e);
        }
        if (!Files.exists(file)) {
            throw new IOException("the browser took no picture of " + page + ": " + last(log));
        }
        cut(file);
    }

    private static String last(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        return lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1);
    }

    /** Takes off what is blank beneath the page. */
    private static void cut(Path file) throws IOException {
        BufferedImage image = ImageIO.read(file.toFile());
        int blank = image.getRGB(0, image.getHeight() - 1);
        int height = image.getHeight();
        while (height > 1 && isBlank(image, height - 1, blank)) {
            height--;
        }
        int kept = Math.min(image.getHeight(), height + MARGIN);
        ImageIO.write(image.getSubimage(0, 0, image.getWidth(), kept), "png", file.toFile());
    }

    private static boolean isBlank(BufferedImage image, int row, int blank) {
        // At the right, in the corner of the screen, stands whether the page is live.
        for (int x = 0; x < image.getWidth() / 2; x++) {
            if (image.getRGB(x, row) != blank) {
                return false;
            }
        }
        return true;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
