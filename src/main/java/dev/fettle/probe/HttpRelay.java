package dev.fettle.probe;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Carries messages between its own pipes and an MCP server over streamable HTTP that listens on the same loopback: in a sandbox without a network nobody else can reach it.
 * A line in is a message to the server, a line out a message from it; what the server refuses by its status comes out as an error to the message.
 */
public final class HttpRelay {
    private static final int CONNECT_MILLIS = 1_000;
    private static final int RETRY_MILLIS = 100;
    private static final int SHOWN = 200;
    private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*(\"[^\"\\\\]*\"|\\d+)");
    private static final Pattern REVISION = Pattern.compile("\"protocolVersion\"\\s*:\\s*\"([^\"\\\\]*)\"");

    private final URL url;
    private final PrintStream out;
    private volatile @Nullable String session;
    private volatile @Nullable String revision;

    private HttpRelay(URL url, PrintStream out) {
        this.url = url;
        this.out = out;
    }

    /** Runs until its standard input ends; the argument is the server's endpoint. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        HttpRelay relay = new HttpRelay(new URL(arguments[0]), new PrintStream(System.out, true, "UTF-8"));
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        relay.awaitServer();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            relay.send(line);
        }
        relay.leave();
        System.exit(0); // a stream may still be open
    }

    /** Tries until the server listens; whoever waits for an answer decides how long that may take. */
    private void awaitServer() throws InterruptedException {
        while (!listens()) {
            Thread.sleep(RETRY_MILLIS);
        }
    }

    private boolean listens() {
        int port = url.getPort() < 0 ? url.getDefaultPort() : url.getPort();
        String host = url.getHost().replace("[", "").replace("]", "");
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
            return true;
        } catch (IOException nobodyThere) {
            return false;
        }
    }

    /** A connection broke: while the server lives that is its answer, and when it is gone its end says enough. */
    private void broke(String message, IOException why) {
        if (listens()) {
            refuse(message, "the connection broke: " + why.getMessage());
        }
    }

    private HttpURLConnection open(String method) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) url.openConnection(Proxy.NO_PROXY);
        connection.setInstanceFollowRedirects(false);
        connection.setRequestMethod(method);
        connection.setRequestProperty("Accept", "application/json, text/event-stream");
        if (session != null) {
            connection.setRequestProperty("Mcp-Session-Id", session);
        }
        if (revision != null) {
            connection.setRequestProperty("MCP-Protocol-Version", revision);
        }
        return connection;
    }

    /** Sends one message and waits for the head of the answer; messages keep their order. */
    private void send(String message) {
        try {
            HttpURLConnection connection = open("POST");
            connection.setDoOutput(true);
            connection.setRequestProperty("Content-Type", "application/json");
            try (OutputStream body = connection.getOutputStream()) {
                body.write(message.getBytes(StandardCharsets.UTF_8));
            }
            int status = connection.getResponseCode();
            String given = connection.getHeaderField("Mcp-Session-Id");
            if (given != null) {
                session = given;
            }
            String type = connection.getContentType();
            if (status >= 300) {
                refuse(message, "HTTP " + status + " " + text(connection.getErrorStream()));
            } else if (type != null && type.startsWith("text/event-stream")) {
                InputStream events = connection.getInputStream();
                Thread reader = new Thread(() -> follow(message, events), "events");
                reader.setDaemon(true);
                reader.start();
            } else {
                String answer = text(connection.getInputStream());
                if (!answer.trim().isEmpty()) {
                    say(answer);
                }
            }
        } catch (IOException e) {
            broke(message, e);
        }
    }

    private void follow(String message, InputStream events) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(events, StandardCharsets.UTF_8))) {
            StringBuilder data = new StringBuilder();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("data:")) {
                    data.append(line, 5, line.length()).append(' ');
                } else if (line.isEmpty() && data.length() > 0) {
                    if (data.toString().trim().length() > 0) {
                        say(data.toString());
                    }
                    data.setLength(0);
                }
            }
        } catch (IOException e) {
            broke(message, e);
        }
    }

    /** A message from the server: on one line, which JSON allows everywhere but in its texts, and there line ends are escaped. */
    private void say(String json) {
        Matcher chosen = REVISION.matcher(json);
        if (revision == null && chosen.find()) {
            revision = chosen.group(1);
        }
        synchronized (out) {
            out.println(json.replace('\r', ' ').replace('\n', ' ').trim());
        }
    }

    /** An error in place of the server's answer; a notification has none. */
    private void refuse(String message, String why) {
        Matcher id = ID.matcher(message);
        if (!message.contains("\"method\"") || !id.find()) {
            return;
        }
        String shown = why.length() > SHOWN ? why.substring(0, SHOWN) : why;
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < shown.length(); i++) {
            char c = shown.charAt(i);
            text.append(c < ' ' ? ' ' : c == '"' || c == '\\' ? '\'' : c);
        }
        say("{\"jsonrpc\":\"2.0\",\"id\":" + id.group(1) + ",\"error\":{\"code\":-32000,\"message\":\"" + text
                + "\"}}");
    }

    private void leave() {
        if (session == null) {
            return;
        }
        try {
            HttpURLConnection connection = open("DELETE");
            connection.setReadTimeout(CONNECT_MILLIS);
            connection.getResponseCode();
        } catch (IOException e) {
            System.err.println("the session was not ended: " + e.getMessage()); // a server need not support it
        }
    }

    private static String text(@Nullable InputStream in) throws IOException {
        if (in == null) {
            return "";
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            all.write(buffer, 0, n);
            if (all.size() > 32 << 20) {
                throw new IOException("the answer is larger than 32 MiB");
            }
        }
        return new String(all.toByteArray(), StandardCharsets.UTF_8);
    }
}
