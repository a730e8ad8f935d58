package dev.fettle.web.site;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A folder of Markdown as a site of pages that link each other: read from the disk, without a server, network or script. */
public final class Site {
    private static final String STYLE = "site.css";

    private final Path docs;
    private final Map<String, Page> pages;

    private Site(Path docs, Map<String, Page> pages) {
        this.docs = docs;
        this.pages = pages;
    }

    /** Reads all {@code *.md} of a folder and those below it. */
    public static Site read(Path docs) throws IOException {
        Map<String, Page> pages = new TreeMap<>();
        try (Stream<Path> files = Files.walk(docs)) {
            for (Path file : files.filter(one -> one.toString().endsWith(".md")).toList()) {
                String name = docs.relativize(file).toString().replace('\\', '/');
                pages.put(name, Page.parse(name, Files.readString(file)));
            }
        }
        return new Site(docs, pages);
    }

    /**
     * Links among the documents that lead nowhere, as {@code page: target}: to a page, a part of one or another file that is not there. Links out of the folder must lead to a file,
     * those to other hosts are not followed.
     */
    public List<String> deadLinks() {
        List<String> dead = new ArrayList<>();
        pages.values()
                .forEach(page -> page.links().stream()
                        .filter(link -> !leads(page, link))
                        .forEach(link -> dead.add(page.name() + ": " + link)));
        return dead;
    }

    private boolean leads(Page from, String link) {
        if (Page.hasScheme(link)) {
            return true;
        }
        String file = link.replaceFirst("#.*", "");
        String part = link.contains("#") ? link.substring(link.indexOf('#') + 1) : "";
        Path target = file.isEmpty()
                ? Path.of(from.name())
                : Objects.requireNonNullElse(Path.of(from.name()).getParent(), Path.of(""))
                        .resolve(file)
                        .normalize();
        Page page = pages.get(target.toString().replace('\\', '/'));
        if (page != null) {
            return part.isEmpty() || page.anchors().contains(part);
        }
        return Files.exists(docs.resolve(target).normalize()) && part.isEmpty();
    }

    /** Writes all pages. Returns how many there are. */
    public int write(Path out) throws IOException {
        Navigation navigation = new Navigation(pages);
        for (Page page : pages.values()) {
            Path file = out.resolve(page.file());
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.writeString(file, Layout.page(page, navigation));
        }
        Files.write(out.resolve(STYLE), style());
        for (String other : others()) {
            Files.createDirectories(Objects.requireNonNull(out.resolve(other).getParent()));
            Files.copy(docs.resolve(other), out.resolve(other), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
        return pages.size();
    }

    /** Files that pages link to and that are no pages, such as pictures. */
    private List<String> others() {
        return pages.values().stream()
                .flatMap(page -> page.links().stream()
                        .filter(link -> !link.contains(":") && !link.contains("#"))
                        .map(link -> Objects.requireNonNullElse(
                                        Path.of(page.name()).getParent(), Path.of(""))
                                .resolve(link)
                                .normalize()))
                .filter(path -> !path.startsWith("..") && Files.isRegularFile(docs.resolve(path)))
                .map(path -> path.toString().replace('\\', '/'))
                .filter(path -> !pages.containsKey(path))
                .distinct()
                .toList();
    }

    private static byte[] style() {
        try (InputStream in = Site.class.getResourceAsStream(STYLE)) {
            return Objects.requireNonNull(in, "the jar has " + STYLE).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As others see it: for a look at one page without a disk. */
    String html(String name) {
        return new String(
                Layout.page(Objects.requireNonNull(pages.get(name), name), new Navigation(pages))
                        .getBytes(StandardCharsets.UTF_8),
                StandardCharsets.UTF_8);
    }
}
