package dev.fettle.forge.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A log that lies elsewhere than the forge may not lie within. */
class PublicAddressesTest {
    private static final String FORGE = "forge.example";
    private static final String LOGS = "logs.example";
    private static final String PUBLIC = "140.82.121.4";

    /** Names and what they mean, the first time, the second time, and so on. */
    private final Map<String, Deque<List<InetAddress>>> names = new HashMap<>();

    private final Dns dns = name -> {
        Deque<List<InetAddress>> meanings = names.get(name);
        return meanings.size() > 1 ? meanings.removeFirst() : meanings.getFirst();
    };

    private final PublicAddresses guarded = new PublicAddresses(HttpUrl.get("https://" + FORGE), dns);

    private void means(String name, String... addresses) throws UnknownHostException {
        List<InetAddress> all = new ArrayList<>();
        for (String address : addresses) {
            all.add(InetAddress.getByName(address));
        }
        names.computeIfAbsent(name, unknown -> new ArrayDeque<>()).addLast(all);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.255.254",
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "100.127.255.255",
                "192.0.0.8",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "fe80::1",
                "fec0::1",
                "fc00::1",
                "fdff::1",
                "ff02::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::ffff:169.254.169.254",
                "::10.0.0.1",
                "64:ff9b::10.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b:1::1",
                "2002:7f00:1::",
                "2002:a00:1::1"
            })
    void anInnerAddressIsNotAsked(String inner) throws Exception {
        means(FORGE, PUBLIC);
        means(LOGS, inner);
        assertThatThrownBy(() -> guarded.lookup(LOGS))
                .isInstanceOf(UnknownHostException.class)
                .hasMessageContaining("private network");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "20.60.1.1",
                "100.63.255.255",
                "100.128.0.1",
                "172.15.0.1",
                "172.32.0.1",
                "192.167.1.1",
                // what a proxy for all names makes of them
                "198.18.0.1",
                "203.0.113.7",
                "223.255.255.254",
                "2603:1030::1",
                "64:ff9b::8.8.8.8",
                "2002:808:808::1"
            })
    void aPublicAddressIsAsked(String address) throws Exception {
        means(FORGE, PUBLIC);
        means(LOGS, address);
        assertThat(guarded.lookup(LOGS)).containsExactly(InetAddress.getByName(address));
    }

    @Test
    void oneInnerAddressAmongOthersIsOneTooMany() throws Exception {
        means(FORGE, PUBLIC);
        means(LOGS, "20.60.1.1", "10.0.0.1");
        assertThatThrownBy(() -> guarded.lookup(LOGS)).isInstanceOf(UnknownHostException.class);
    }

    @Test
    void whereTheForgeItselfStandsWithinItsLogsMay() throws Exception {
        means(FORGE, "10.1.1.1");
        means(LOGS, "10.1.1.2");
        assertThat(guarded.lookup(LOGS)).containsExactly(InetAddress.getByName("10.1.1.2"));
    }

    @Test
    void aNameThatMeansSomethingElseAMomentLaterGivesWhatWasLookedAt() throws Exception {
        means(FORGE, PUBLIC);
        means(LOGS, "20.60.1.1");
        means(LOGS, "127.0.0.1");

        assertThat(guarded.lookup(LOGS)).containsExactly(InetAddress.getByName("20.60.1.1"));
        assertThatThrownBy(() -> guarded.lookup(LOGS)).isInstanceOf(UnknownHostException.class);
    }

    /** OkHttp asks nobody what such a host means, and so neither the one that looks at it. */
    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "[::1]", "[::ffff:127.0.0.1]"})
    void anInnerAddressThatIsWrittenAsOneIsNotConnectedTo(String address) throws Exception {
        means(FORGE, PUBLIC);
        try (ServerSocketChannel inner = ServerSocketChannel.open().bind(new InetSocketAddress(0))) {
            inner.configureBlocking(false);
            int port = ((InetSocketAddress) inner.getLocalAddress()).getPort();
            String host = HttpUrl.get("http://" + address).host();
            means(host, address);
            OkHttpClient client = guarded.guard(
                            new OkHttpClient.Builder().proxy(Proxy.NO_PROXY).callTimeout(Duration.ofSeconds(5)))
                    .build();
            Request request =
                    new Request.Builder().url("http://" + address + ":" + port).build();

            assertThatThrownBy(() -> client.newCall(request).execute())
                    .isInstanceOf(UnknownHostException.class)
                    .hasMessageContaining("private network");
            assertThat(inner.accept()).as("a connection").isNull();
        }
    }
}
