package dev.fettle.build;

import com.google.re2j.Pattern;
import dev.fettle.build.CiFailure.Kind;
import java.util.List;
import java.util.Locale;

/** Finds out what stopped a run other than its code: what it needs was not there, its time was up, or the machine or the network failed it. One use. */
final class CiStops {
    private static final Pattern DEPENDENCY = Pattern.compile(
            "Could not resolve dependencies for project|Could not find artifact |Could not transfer artifact "
                    + "|Non-resolvable (?:parent POM|import POM)|or one of its dependencies could not be resolved|Could not resolve all (?:files|dependencies|artifacts)"
                    + "|Could not GET '|No matching distribution found for|Could not find a version that satisfies the requirement"
                    + "|npm (?:ERR!|error) (?:code )?(?:E404|ETARGET|ERESOLVE|EINTEGRITY|EUSAGE)|ERR_PNPM_(?:NO_MATCHING_VERSION|OUTDATED_LOCKFILE|FETCH_404)|Couldn't find (?:package|any versions for) \""
                    + "|ModuleNotFoundError: No module named|: unknown revision |cannot find module providing package|missing go\\.sum entry"
                    + "|failed to select a version for the requirement|error NU110[1-3]");
    private static final Pattern TIMEOUT = Pattern.compile(
            "has exceeded the maximum execution time|exceeded the maximum time limit|The action '.{0,200}' has timed out|There was a timeout or other error in the fork"
                    + "|panic: test timed out after|Process completed with exit code 124\\b|Execution failed.{0,100}timeout|Timeout of \\d+ ?m?s exceeded for the job|ERROR: Job failed: execution took longer than");
    private static final Pattern MACHINE = Pattern.compile(
            "(?i:no space left on device)|The runner has received a shutdown signal|lost communication with the server|The hosted runner .{0,100}lost"
                    + "|The job was not acquired by Runner|Process completed with exit code (?:137|143)\\b|Cannot allocate memory|There is insufficient memory for the Java Runtime"
                    + "|OOMKilled|signal: killed|JavaScript heap out of memory|Cannot connect to the Docker daemon|Unable to resolve action |ERROR: Job failed \\(system failure\\)");
    private static final Pattern NETWORK = Pattern.compile(
            "Could not resolve host|Temporary failure in name resolution|Name or service not known|getaddrinfo (?:EAI_AGAIN|ENOTFOUND)"
                    + "|50[0234] (?:Internal Server Error|Service|Bad|Gateway)|(?i:status(?: code)?:? 5\\d\\d)|(?i:received unexpected (?:http )?status(?: code)?:? 5\\d\\d)|npm (?:ERR!|error) (?:code )?(?:E5\\d\\d|E429|ETIMEDOUT|ECONNRESET|EAI_AGAIN|ENOTFOUND)"
                    + "|Return code is: 5\\d\\d|HTTP [Ee]rror 5\\d\\d|toomanyrequests|429 Too Many Requests|error connecting to |TLS handshake timeout|(?i:connect(?:ion)? timed out)|(?i:read timed out)|Connection (?:reset by peer|refused: getsockopt)|Network is unreachable|ECONNRESET|ETIMEDOUT");
    private static final Pattern CANCELED = Pattern.compile("The operation was canceled");

    /** One of these is in whatever the patterns above find. */
    private static final List<String> SIGNS = List.of(
            "ould not",
            "ouldn't find",
            "o matching dist",
            "resol",
            "npm e",
            "err_pnpm",
            "no module named",
            "unknown revision",
            "cannot ",
            "go.sum",
            "failed to select",
            "error nu",
            "exceeded",
            "time",
            "exit code",
            "took longer",
            "no space",
            "runner",
            "lost comm",
            "memory",
            "oomkilled",
            "killed",
            "docker",
            "system failure",
            "50",
            "status",
            "429",
            "toomany",
            "connect",
            "unreachable",
            "etimedout",
            "name or service",
            "eai_again",
            "canceled",
            "return code",
            "http error");

    private static final int RETRIED_WITHIN = 60;

    private Kind kind = Kind.UNKNOWN;
    private int strength;
    private int line = -1;
    private int lastNetwork = -RETRIED_WITHIN - 1;

    /** Looks at one line. */
    void look(String text, int number) {
        if (strength >= STRONGEST || SIGNS.stream().noneMatch(text.toLowerCase(Locale.ROOT)::contains)) {
            return;
        }
        boolean network = NETWORK.matcher(text).find();
        if (network) {
            lastNetwork = number;
        }
        if (DEPENDENCY.matcher(text).find()) {
            // What the network did not bring is not missing.
            boolean notBrought = number - lastNetwork <= RETRIED_WITHIN;
            found(notBrought ? Kind.INFRASTRUCTURE : Kind.DEPENDENCY, STRONGEST, number);
        } else if (MACHINE.matcher(text).find()) {
            found(Kind.INFRASTRUCTURE, STRONGEST - 1, number);
        } else if (TIMEOUT.matcher(text).find()) {
            found(Kind.TIMEOUT, STRONGEST - 1, number);
        } else if (network || CANCELED.matcher(text).find()) {
            found(Kind.INFRASTRUCTURE, 1, number);
        }
    }

    private static final int STRONGEST = 3;

    private void found(Kind now, int how, int number) {
        if (how > strength) {
            kind = now;
            strength = how;
            line = number;
        }
    }

    /** What it was, as far as it showed. */
    Kind kind() {
        return kind;
    }

    /** Where it showed, -1 for nowhere. */
    int line() {
        return line;
    }
}
