package dev.fettle.app;

import dev.fettle.app.config.EffectiveSettings;
import dev.fettle.app.doctor.EgressCheck;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.settings.ServerSettings;
import dev.fettle.store.Stores;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names that say whose installation this is: repositories, owners, hosts, folders, the user. Each is replaced by what it is, the same one by the same word. */
final class PrivateNames {
    private static final Set<String> PUBLIC = Set.of(
            "github.com",
            "api.github.com",
            "repo.maven.apache.org",
            "localhost",
            "127.0.0.1",
            "0.0.0.0",
            "root",
            "fettle");
    /** Shorter ones stand in ordinary words. */
    private static final int SHORTEST = 3;

    /** Names after which nothing of a text may be told: what the forge said of accounts and of the App is in no table of ours. */
    private static final Pattern OF_THE_FORGE =
            Pattern.compile("(the installation of |the token of |the forge takes it: App \\d+, )[\\w.-]+");

    /** The host of an address, which may be one that nobody named: a mirror in Maven's settings, a page in a log. */
    private static final Pattern OF_AN_ADDRESS = Pattern.compile("\\w://(?:[^/@\\s\"]*@)?([A-Za-z0-9.-]+)");

    private final List<Map.Entry<String, String>> words;

    private PrivateNames(Map<String, String> words) {
        // The longer first: a folder before the folder that it is in.
        this.words = words.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(
                        Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder())))
                .toList();
    }

    /** All that settings, database and environment name. */
    static PrivateNames of(EffectiveSettings effective, Optional<Stores> stores, Map<String, String> environment) {
        ServerSettings settings = effective.settings();
        Names names = new Names();
        effective.explained().forEach(each -> names.fileOf(each.source()));
        names.folder("data", settings.dataDir());
        names.folder("forge", settings.localForge());
        names.folder("home", Home.of(environment).root());
        names.folder("here", Path.of("").toAbsolutePath());
        names.folder("user-home", Path.of(System.getProperty("user.home")));
        names.host(settings.forge().apiUrl());
        names.host(settings.http().baseUrl());
        names.host(settings.forge().proxy());
        EgressCheck.proxies(environment).forEach(names::host);
        names.host(settings.store().url().replaceFirst("^jdbc:postgresql", "http"));
        names.add("host", settings.http().host());
        names.add("host", hostName());
        names.add("user", System.getProperty("user.name", ""));
        names.add("user", settings.store().user());
        settings.watched().forEach(names::repository);
        settings.sandbox().repositories().forEach(slug -> names.repository(RepositoryRef.parse(slug)));
        stores.ifPresent(open -> {
            open.installations().repositories().forEach(names::repository);
            open.intakeKeys().all().forEach(key -> names.repository(key.repository()));
            open.apiKeys().all().forEach(key -> key.repository().ifPresent(names::repository));
            open.backlog().repositories().forEach(names::repository);
        });
        return new PrivateNames(names.words);
    }

    /** The text with every such name replaced, and every host that an address in it has. */
    String hidden(String text) {
        String now = OF_THE_FORGE.matcher(text).replaceAll("$1(a name)");
        for (Map.Entry<String, String> word : words) {
            now = replaced(now, word.getKey(), word.getValue());
        }
        Set<String> others = OF_AN_ADDRESS
                .matcher(now)
                .results()
                .map(found -> found.group(1))
                .filter(host -> !PUBLIC.contains(host.toLowerCase(Locale.ROOT)))
                .collect(Collectors.toSet());
        for (String host : others) {
            now = replaced(now, host, "(another-host)");
        }
        return now;
    }

    private static String replaced(String text, String word, String by) {
        return Pattern.compile("(?<![A-Za-z0-9])" + Pattern.quote(word) + "(?![A-Za-z0-9])", Pattern.CASE_INSENSITIVE)
                .matcher(text)
                .replaceAll(Matcher.quoteReplacement(by));
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return ""; // it has none that it knows
        }
    }

    private static final class Names {
        private final Map<String, String> words = new LinkedHashMap<>();
        private final Map<String, Integer> counts = new TreeMap<>();

        void add(String kind, String name) {
            if (name.length() >= SHORTEST && !PUBLIC.contains(name) && !words.containsKey(name)) {
                words.put(name, "(" + kind + "-" + counts.merge(kind, 1, Integer::sum) + ")");
            }
        }

        void folder(String kind, Path folder) {
            if (folder.getNameCount() > 0) {
                add(kind + "-folder", folder.toString());
                add(kind + "-folder", folder.toAbsolutePath().normalize().toString());
            }
        }

        /** The folder of the file that a value comes from. */
        void fileOf(String source) {
            Path file = Path.of(source.replaceFirst("^file ", "").replaceFirst(":\\d+$", ""));
            if (file.isAbsolute() && file.getParent() != null) {
                folder("settings", file.getParent());
            }
        }

        void host(String address) {
            if (!address.isEmpty()) {
                String host = URI.create(address).getHost();
                add("host", host == null ? address : host);
            }
        }

        void repository(RepositoryRef repository) {
            add("repository", repository.slug());
            add("owner", repository.owner());
            add("name", repository.name());
        }
    }
}
