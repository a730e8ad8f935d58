package dev.fettle.app.bench;

import java.nio.charset.StandardCharsets;

/** Bodies as large as GitHub's usual ones, by turns of an issue and of a finished run of CI. No two are the same, so that none is taken for a repetition. */
final class WebhookPayloads {
    private static final int BYTES = 11_800;
    private static final String API = "https://api.forge.example/repos/bench/shop";
    private static final String LINE =
            "  at shop.orders.OrderService.total(OrderService.java:117) ~[orders-2.4.1.jar:2.4.1] for order 4711\\n";
    private static final String REPOSITORY = """
            "repository":{"id":990001,"name":"shop","full_name":"bench/shop","private":false,"default_branch":"main","owner":{"login":"bench","id":990002,"type":"Organization"},\
            "html_url":"https://forge.example/bench/shop","url":"%1$s","archived":false,"fork":false},\
            "installation":{"id":990003},"sender":{"login":"maria","id":990004,"type":"User","site_admin":false}}""".formatted(API);

    private final String filling;

    WebhookPayloads() {
        this.filling = LINE.repeat((BYTES - 900) / LINE.length());
    }

    /** The event of such a number, for {@code X-GitHub-Event}. */
    static String event(long number) {
        return number % 2 == 0 ? "issues" : "workflow_run";
    }

    /** Its body. */
    byte[] body(long number) {
        String own = number % 2 == 0 ? issue(number) : run(number);
        return (own + REPOSITORY).getBytes(StandardCharsets.UTF_8);
    }

    private String issue(long number) {
        return "{\"action\":\"labeled\",\"issue\":{\"url\":\"" + API + "/issues/" + number + "\",\"id\":"
                + (5_000_000_000L + number) + ",\"number\":" + number + ",\"title\":\"Order " + number
                + " fails\",\"user\":{\"login\":\"maria\",\"id\":990004,\"type\":\"User\"},\"labels\":[{\"id\":7,\"name\":\"fettle\"}],"
                + "\"state\":\"open\",\"author_association\":\"MEMBER\",\"body\":\"" + filling
                + "\"},\"label\":{\"id\":7,\"name\":\"fettle\"},";
    }

    private String run(long number) {
        return "{\"action\":\"completed\",\"workflow_run\":{\"id\":" + (6_000_000_000L + number)
                + ",\"name\":\"CI\",\"head_branch\":\"main\",\"head_sha\":\"" + "%040x".formatted(number)
                + "\",\"path\":\".ci/build.yml\",\"run_number\":" + number
                + ",\"event\":\"push\",\"status\":\"completed\",\"conclusion\":\"failure\",\"workflow_id\":8,\"run_attempt\":1,"
                + "\"head_commit\":{\"id\":\"" + "%040x".formatted(number) + "\",\"message\":\"" + filling
                + "\"},\"pull_requests\":[]},";
    }
}
