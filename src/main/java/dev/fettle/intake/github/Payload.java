package dev.fettle.intake.github;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fettle.base.UntrustedText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An object of a payload. What is asked for and is not there, or is of another type, makes a {@link MalformedPayloadException}. */
final class Payload {
    /** GitHub cuts bodies off at 65,536 characters. */
    private static final int LONGEST_BODY = 70_000;

    private static final int LONGEST_WORD = 500;
    private static final int MOST_ITEMS = 10_000;
    /** Of one value, in characters. */
    static final int LONGEST_TEXT = 20_000_000;

    static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(200)
                    .maxStringLength(LONGEST_TEXT)
                    .maxNumberLength(1000)
                    // A body of the allowed 26 MB could otherwise unfold into gigabytes of empty arrays.
                    .maxTokenCount(3_000_000)
                    .build())
            .build();
    private static final ObjectMapper JSON = JsonMapper.builder(FACTORY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    private final JsonNode node;
    private final String place;

    private Payload(JsonNode node, String place) {
        this.node = node;
        this.place = place;
    }

    /** Reads a whole body, within limits. */
    static Payload parse(byte[] body) {
        JsonNode node;
        try {
            node = JSON.readTree(body);
        } catch (JsonProcessingException e) {
            // Its message may quote the payload, so only the place is told.
            throw new MalformedPayloadException("not JSON within the limits"
                    + (e.getLocation() == null
                            ? ""
                            : ", at byte " + e.getLocation().getByteOffset()));
        } catch (IOException e) {
            // Of bytes in memory: they begin as UTF-16 or UTF-32 does, and go on otherwise.
            throw new MalformedPayloadException("not text in a character set of JSON");
        }
        if (node == null || !node.isObject()) {
            throw new MalformedPayloadException("not a JSON object");
        }
        return new Payload(node, "");
    }

    /** Whether a member is there and is not null. */
    boolean has(String name) {
        return node.hasNonNull(name);
    }

    /** Throws when a member is there that is not one of these. */
    void holdsOnly(Set<String> names) {
        node.fieldNames().forEachRemaining(name -> {
            if (!names.contains(name)) {
                throw new MalformedPayloadException("has more than is said of a repository");
            }
        });
    }

    Payload object(String name) {
        return optionalObject(name).orElseThrow(() -> missing(name, "an object"));
    }

    /** Empty when it is missing or null. */
    Optional<Payload> optionalObject(String name) {
        JsonNode child = node.get(name);
        if (child == null || child.isNull()) {
            return Optional.empty();
        }
        if (!child.isObject()) {
            throw missing(name, "an object");
        }
        return Optional.of(new Payload(child, path(name)));
    }

    /** The objects of a list; an empty one when it is missing or null. */
    List<Payload> objects(String name) {
        JsonNode child = node.get(name);
        if (child == null || child.isNull()) {
            return List.of();
        }
        if (!child.isArray() || child.size() > MOST_ITEMS) {
            throw missing(name, "a list");
        }
        List<Payload> objects = new ArrayList<>(child.size());
        for (JsonNode item : child) {
            if (!item.isObject()) {
                throw missing(name, "a list of objects");
            }
            objects.add(new Payload(item, path(name)));
        }
        return objects;
    }

    /** Throws unless the member is a list. */
    void requireList(String name) {
        if (!node.path(name).isArray()) {
            throw missing(name, "a list");
        }
    }

    /** One line of text that must be there and not be empty. */
    String word(String name) {
        String word = wordOr(name, "");
        if (word.isEmpty()) {
            throw missing(name, "text");
        }
        return word;
    }

    /** One line of text, or the fall-back when it is missing or null. */
    String wordOr(String name, String fallback) {
        return UntrustedText.oneLine(raw(name, fallback), LONGEST_WORD);
    }

    /** Many lines of text without what is hidden in them; "" when it is missing or null. */
    String text(String name) {
        return UntrustedText.clean(UntrustedText.withoutHtmlComments(raw(name, "")), LONGEST_BODY);
    }

    /** Text that is a name of something and must not be changed: the caller checks it. */
    String raw(String name, String fallback) {
        JsonNode child = node.get(name);
        if (child == null || child.isNull()) {
            return fallback;
        }
        if (!child.isTextual()) {
            throw missing(name, "text");
        }
        return child.textValue();
    }

    /** A positive whole number. */
    long number(String name) {
        long number = idOr0(name);
        if (number <= 0) {
            throw missing(name, "a positive number");
        }
        return number;
    }

    /** A whole number from 0, and 0 when it is missing or null: some servers have no ids. */
    long idOr0(String name) {
        JsonNode child = node.get(name);
        if (child == null || child.isNull()) {
            return 0;
        }
        if (!child.isIntegralNumber() || !child.canConvertToLong() || child.longValue() < 0) {
            throw missing(name, "a whole number");
        }
        return child.longValue();
    }

    /** False when it is missing or null. */
    boolean flag(String name) {
        JsonNode child = node.get(name);
        if (child == null || child.isNull()) {
            return false;
        }
        if (!child.isBoolean()) {
            throw missing(name, "true or false");
        }
        return child.booleanValue();
    }

    /** A commit id: 40 hexadecimal digits, or 64 where the repository uses SHA-256. */
    String sha(String name) {
        String sha = raw(name, "");
        if ((sha.length() != 40 && sha.length() != 64) || !sha.chars().allMatch(Payload::isHex)) {
            throw missing(name, "a commit id");
        }
        return sha;
    }

    /** A branch name that git would take, and that no command could read as an option; "" when it is missing or null. */
    String branchOrNone(String name) {
        String branch = raw(name, "");
        if (!branch.isEmpty() && !BranchNames.valid(branch)) {
            throw missing(name, "a branch name");
        }
        return branch;
    }

    MalformedPayloadException missing(String name, String expected) {
        return new MalformedPayloadException(path(name) + " is not " + expected);
    }

    private String path(String name) {
        return place.isEmpty() ? name : place + "." + name;
    }

    private static boolean isHex(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }
}
