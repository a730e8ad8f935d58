package dev.fettle.web;

import dev.fettle.base.Secret;
import dev.fettle.web.api.ApiRoutes;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.util.JavalinBindException;
import io.javalin.util.JavalinException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server: routes, limits, and the headers that every answer carries. */
public final class WebServer implements AutoCloseable {
    private static final int FIRST_FREE_PORT = 1024;
    private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);
    private static final Duration IDLE = Duration.ofSeconds(15);
    /** Requests under way get so long to end when the server stops. */
    private static final Duration GRACE = Duration.ofSeconds(5);
    /** And the next bytes of a body that is on its way so long to come. */
    private static final Duration IDLE_AT_THE_END = Duration.ofMillis(100);

    private static final int HEADER_BYTES = 16 * 1024;
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
                    "default-src 'self'; img-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Cache-Control", "no-store");

    private final Javalin javalin;
    private final WebSettings settings;
    private final Optional<WebhookEndpoint> first;
    private final Runnable above;
    private final Runnable beneath;

    /** One group of routes. */
    @FunctionalInterface
    interface Routes {
        void add(JavalinConfig config);
    }

    /** A server that is not started yet. */
    public static WebServer of(WebSettings settings, WebParts parts) {
        return of(settings, parts, List::of);
    }

    /**
     * The same, which tells numbers of its state.
     *
     * @param measures taken anew each time that somebody asks for {@code /metrics}
     */
    public static WebServer of(WebSettings settings, WebParts parts, Supplier<List<Measure>> measures) {
        return of(settings, parts, measures, Optional.empty());
    }

    /** @param people where the pages are for persons who sign in; without, they are for whoever reaches them */
    public static WebServer of(
            WebSettings settings, WebParts parts, Supplier<List<Measure>> measures, Optional<People> people) {
        IntakeEndpoint intake = new IntakeEndpoint(parts, settings);
        Optional<SignIn> signIn = people.map(known -> new SignIn(known, parts.clock()));
        Onlooker everybody = Onlooker.everybody(parts);
        Onlooker.Source onlookers =
                ctx -> signIn.map(known -> known.onlooker(ctx, parts)).orElse(everybody);
        LiveRoutes live = new LiveRoutes(parts.figures().tally(), onlookers);
        MetricsRoutes metrics = new MetricsRoutes(measures);
        WebhookEndpoint webhooks = new WebhookEndpoint(parts, settings, new PlainAnswer.Kind(HEADERS, metrics));
        List<Routes> routes = new ArrayList<>(List.of(
                intake,
                new HealthRoutes(parts.notReady()),
                metrics,
                new Assets(),
                new DashboardPages(
                        parts,
                        onlookers,
                        settings.forge(),
                        ctx -> signIn.flatMap(door -> door.session(ctx))
                                .map(Sessions.Session::formToken)
                                .orElse("")),
                new FigurePages(parts, onlookers),
                live));
        parts.forge().ifPresent(forge -> routes.add(new ForgePages(forge, onlookers)));
        signIn.ifPresent(door -> {
            routes.add(0, door);
            people.ifPresent(known -> routes.add(new DecisionPages(
                    known, door, onlookers, new Pages(parts.forge().isPresent()))));
        });
        routes.add(config -> config.routes.get("/setup/installed", ctx -> ctx.redirect("/")));
        Programs programs = new Programs(parts, onlookers, new HostCheck(settings));
        routes.add(programs);
        return new WebServer(settings, Optional.of(webhooks), routes, live::close, () -> {
            programs.close();
            intake.close();
        });
    }

    /**
     * A server that only sets up a GitHub App.
     *
     * @param token who opens the pages must have it
     */
    public static WebServer setup(WebSettings settings, SetupFlow flow, Secret token) {
        return new WebServer(
                settings, Optional.empty(), List.of(new SetupPages(flow, token), new Assets()), () -> {}, () -> {});
    }

    /**
     * A server that tells how a process is doing that takes nothing in, and nothing else.
     *
     * @param notReady a sentence on what keeps it from working, empty when nothing does
     * @param measures taken anew each time that somebody asks for {@code /metrics}
     */
    public static WebServer health(
            WebSettings settings, Supplier<Optional<String>> notReady, Supplier<List<Measure>> measures) {
        return new WebServer(
                settings,
                Optional.empty(),
                List.of(new HealthRoutes(notReady), new MetricsRoutes(measures)),
                () -> {},
                () -> {});
    }

    /**
     * @param first takes what is its own before any of the routes is looked at
     * @param above ended before the server, which would wait for it
     * @param beneath ended after it
     */
    private WebServer(
            WebSettings settings,
            Optional<WebhookEndpoint> first,
            List<Routes> routes,
            Runnable above,
            Runnable beneath) {
        this.settings = settings;
        this.first = first;
        this.above = above;
        this.beneath = beneath;
        HostCheck hosts = new HostCheck(settings);
        this.javalin = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.startup.startupWatcherEnabled = false;
            config.router.ignoreTrailingSlashes = true;
            config.http.prefer405over404 = true;
            // Only webhooks and reports have bodies, and they are read elsewhere.
            config.http.maxRequestSize = 64 * 1024L;
            // The body's own deadline comes first.
            config.http.asyncTimeout = settings.bodyDeadline().plusSeconds(20).toMillis();
            config.jsonMapper(new JsonAnswers());
            config.fileRenderer(new Templates());
            jetty(config);
            config.routes.before(ctx -> {
                HEADERS.forEach(ctx::header);
                if (!hosts.allows(ctx)) {
                    ApiRoutes.refuse(ctx, HttpStatus.MISDIRECTED_REQUEST, "this server is not known under that name");
                    ctx.skipRemainingHandlers();
                    bare(
                            ctx,
                            "Not this name",
                            "This server does not answer to the name in the address. Whoever runs it sets server.base_url to the address that"
                                    + " people use, or opens it as localhost on its own machine.");
                }
            });
            config.routes.exception(Exception.class, WebServer::failed);
            config.routes.error(
                    HttpStatus.CONTENT_TOO_LARGE.getCode(),
                    "html",
                    ctx -> bare(ctx, "Too much at once", "This form takes far fewer words. Nothing was done."));
            routes.forEach(group -> group.add(config));
        });
    }

    /**
     * Binds and serves. Returns when requests are being answered.
     *
     * @throws CannotListenException when the address cannot be had
     */
    public void start() {
        try {
            javalin.start(settings.host(), settings.port());
        } catch (JavalinBindException e) {
            throw new CannotListenException(
                    "Port " + settings.port() + " of " + settings.host() + " cannot be had: " + why()
                            + " Choose another one: --port, or server.port in the settings.",
                    e);
        }
        LOG.info("listening on {}, port {}", settings.everywhere() ? "every address" : settings.host(), port());
    }

    private String why() {
        return settings.port() > 0 && settings.port() < FIRST_FREE_PORT
                ? "another program listens there, or only root may (below 1024)."
                : "another program listens there, perhaps another Fettle ('fettle doctor --only server').";
    }

    /** The port that is bound, once it has started. */
    public int port() {
        return javalin.port();
    }

    /** Where this machine finds the pages, without a slash at the end. */
    public String url() {
        return "http://" + settings.near() + ":" + (settings.port() == 0 ? port() : settings.port());
    }

    /** Method and path of every route, as {@code GET /tickets/{id}}. */
    public Set<String> routes() {
        return Stream.concat(
                        first.map(webhooks -> WebhookEndpoint.ROUTE).stream(),
                        javalin.unsafe.internalRouter.allHttpHandlers().stream()
                                .map(route -> route.endpoint.method + " " + route.endpoint.path))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Takes no new request, lets those under way end for a few seconds, and stops. Who is not answered by then sends again. */
    @Override
    public void close() {
        above.run();
        try {
            idleConnectionsEnd();
            javalin.stop();
        } catch (JavalinException late) {
            // What stands on this server is closed after it, and must be closed all the same.
            LOG.warn("requests that were still under way were cut off", late);
        } finally {
            beneath.run();
        }
    }

    /** A connection that is only kept open for a next request is not waited for. */
    private void idleConnectionsEnd() {
        for (Connector connector : javalin.jettyServer().server().getConnectors()) {
            if (connector instanceof AbstractConnector kept) {
                kept.setShutdownIdleTimeout(IDLE_AT_THE_END.toMillis());
            }
        }
    }

    private void jetty(JavalinConfig config) {
        QueuedThreadPool pool = new QueuedThreadPool(settings.threads(), Math.min(4, settings.threads()), 60_000);
        pool.setName("web");
        config.jetty.threadPool = pool;
        config.jetty.modifyServer(server -> {
            server.setStopTimeout(GRACE.toMillis());
            server.setErrorHandler(WebServer::unreadable);
            first.ifPresent(server::insertHandler);
        });
        config.jetty.modifyHttpConfiguration(http -> {
            http.setSendServerVersion(false);
            http.setSendXPoweredBy(false);
            http.setRequestHeaderSize(HEADER_BYTES);
            http.setIdleTimeout(IDLE.toMillis());
            // A refused body is not read to its end just to keep a connection.
            http.setMaxUnconsumedRequestContentReads(16);
        });
    }

    /** What is no request at all gets a word, and no page of the server beneath. */
    private static boolean unreadable(Request request, Response response, Callback done) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
        Content.Sink.write(response, true, "Fettle cannot read this request.\n", done);
        return true;
    }

    /** Where a person looks, and nothing that stands on other pages can be relied on. */
    static void bare(Context ctx, String title, String what) {
        String wanted = ctx.header("Accept");
        if (wanted != null && wanted.contains("text/html") && !ctx.path().startsWith("/api/")) {
            ctx.contentType("text/html; charset=utf-8").render("bare.jte", Map.of("title", title, "what", what));
        }
    }

    private static void failed(Exception failure, Context ctx) {
        LOG.error("{} {} failed", ctx.method(), ctx.path(), failure);
        ApiRoutes.refuse(ctx, HttpStatus.INTERNAL_SERVER_ERROR, "something went wrong here; the log says what");
        bare(
                ctx,
                "Something went wrong",
                "Fettle could not answer this. Its log says what went wrong; 'fettle doctor' looks for a cause.");
    }
}
