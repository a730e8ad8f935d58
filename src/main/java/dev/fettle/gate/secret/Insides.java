package dev.fettle.gate.secret;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * What lies in a file that is no text: of a zip (jar, war, docx, …), a tar or something packed with gzip its entries, those of archives in it too; of any other file itself.
 * What it opens has bounds, whatever an archive says of itself, and it tells where they were reached.
 */
final class Insides {
    private static final int DEEPEST = 3;
    private static final int MOST_ENTRIES = 10_000;
    private static final int LARGEST_ENTRY = 8 << 20;
    /** Unpacked, of all archives in one file together. */
    private static final long MOST_BYTES = 32L << 20;

    private static final String ALL_READ =
            "only the first " + (MOST_BYTES >> 20) + " MiB of what it unpacks to were read";

    private static final int TAR_BLOCK = 512;
    private static final int TAR_NAME = 100;
    private static final int TAR_SIZE_AT = 124;
    private static final int TAR_SIZE = 12;
    private static final int TAR_TYPE_AT = 156;
    private static final int TAR_MAGIC_AT = 257;

    private final List<Part> parts = new ArrayList<>();
    private final Set<String> unread = new LinkedHashSet<>();
    private int entries;
    private long bytes;

    private Insides() {}

    /**
     * One of them.
     *
     * @param name of the entry, with those of the archives round it, parted by {@code !}; "" for the file itself
     */
    @SuppressWarnings("ArrayRecordComponent") // read at once, never compared
    record Part(String name, byte[] content) {}

    static Insides of(InputStream file) throws IOException {
        Insides insides = new Insides();
        insides.look("", file.readAllBytes(), 0);
        return insides;
    }

    List<Part> parts() {
        return parts;
    }

    /** What was not looked into, each with its reason, in words. */
    Set<String> unread() {
        return unread;
    }

    private void look(String name, byte[] content, int depth) {
        Packing packing = Packing.of(content);
        if (packing == Packing.NONE) {
            parts.add(new Part(name, content));
        } else if (packing == Packing.OTHER) {
            unread.add(said(name) + "is packed in a way that is not opened here");
        } else if (depth >= DEEPEST) {
            unread.add(said(name) + "lies in more than " + DEEPEST + " archives");
        } else {
            try {
                switch (packing) {
                    case ZIP -> zip(name, content, depth);
                    case GZIP -> gzip(name, content, depth);
                    default -> tar(name, content, depth);
                }
            } catch (IOException | IllegalArgumentException e) {
                unread.add(said(name)
                        + "cannot be unpacked to its end"); // broken or encrypted: told, and no fault of ours
            }
        }
    }

    private void zip(String name, byte[] content, int depth) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.isDirectory() && !entry(name, entry.getName(), zip, depth)) {
                    return;
                }
            }
        }
    }

    private void gzip(String name, byte[] content, int depth) throws IOException {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(content))) {
            byte[] unpacked = bounded(name, gzip, MOST_BYTES);
            look(name, unpacked, Packing.of(unpacked) == Packing.TAR ? depth : depth + 1);
        }
    }

    private void tar(String name, byte[] content, int depth) throws IOException {
        int at = 0;
        while (at + TAR_BLOCK <= content.length && content[at] != 0) {
            long size = octal(content, at + TAR_SIZE_AT);
            int from = at + TAR_BLOCK;
            if (size < 0 || size > content.length - from) {
                throw new IOException("an entry is longer than its archive");
            }
            byte type = content[at + TAR_TYPE_AT];
            boolean file = type == '0' || type == 0;
            String entry = new String(content, at, TAR_NAME, java.nio.charset.StandardCharsets.UTF_8);
            entry = entry.substring(0, (entry + '\0').indexOf('\0'));
            if (file && !entry(name, entry, new ByteArrayInputStream(content, from, (int) size), depth)) {
                return;
            }
            at = from + (int) ((size + TAR_BLOCK - 1) / TAR_BLOCK * TAR_BLOCK);
        }
    }

    private static long octal(byte[] content, int at) {
        String digits = new String(content, at, TAR_SIZE, java.nio.charset.StandardCharsets.US_ASCII)
                .replace('\0', ' ')
                .strip();
        return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
    }

    /** @return whether there is room for another one */
    private boolean entry(String archive, String entry, InputStream content, int depth) throws IOException {
        if (++entries > MOST_ENTRIES) {
            unread.add("of its entries only the first " + MOST_ENTRIES + " were read");
            return false;
        }
        String name = archive.isEmpty() ? entry : archive + "!" + entry;
        byte[] unpacked = bounded(name, content, LARGEST_ENTRY);
        look(name, unpacked, depth + 1);
        if (bytes >= MOST_BYTES) {
            unread.add(ALL_READ);
        }
        return bytes < MOST_BYTES;
    }

    /** The first bytes of a stream: as many as one entry may have, and all of them together. */
    private byte[] bounded(String name, InputStream content, long most) throws IOException {
        int limit = (int) Math.min(most, MOST_BYTES - bytes);
        byte[] read = content.readNBytes(limit);
        bytes += read.length;
        if (read.length == limit && content.read() >= 0) {
            unread.add(
                    bytes >= MOST_BYTES
                            ? ALL_READ
                            : "of " + shown(name) + " only the first " + (limit >> 20) + " MiB were read");
        }
        return read;
    }

    private static String said(String name) {
        return name.isEmpty() ? "it " : shown(name) + " ";
    }

    /** The name of an entry is a stranger's text. */
    static String shown(String name) {
        String printable = name.replaceAll("[^\\x21-\\x7E]", "?");
        return printable.length() <= TAR_NAME ? printable : printable.substring(0, TAR_NAME) + "…";
    }

    private enum Packing {
        NONE,
        ZIP,
        GZIP,
        TAR,
        OTHER;

        private static final List<String> OTHERS =
                List.of("425a68", "fd377a585a00", "377abcaf271c", "526172211a07", "28b52ffd", "1f9d", "04224d18");

        static Packing of(byte[] content) {
            String head = java.util.HexFormat.of()
                    .formatHex(content, 0, Math.min(8, content.length))
                    .toLowerCase(Locale.ROOT);
            if (head.startsWith("504b0304")) {
                return ZIP;
            }
            if (head.startsWith("1f8b08")) {
                return GZIP;
            }
            if (content.length > TAR_BLOCK
                    && content[TAR_MAGIC_AT] == 'u'
                    && content[TAR_MAGIC_AT + 1] == 's'
                    && content[TAR_MAGIC_AT + 2] == 't'
                    && content[TAR_MAGIC_AT + 3] == 'a') {
                return TAR;
            }
            return OTHERS.stream().anyMatch(head::startsWith) ? OTHER : NONE;
        }
    }
}
