package dev.fettle.forge.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.fettle.forge.ForgeException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One JSON document on disk. Readers see the old state or the new one, never half; writers of this and other processes take turns; what was
 * written survives a power cut.
 */
final class StateFile<T> {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private final Path file;
    private final Path lockFile;
    private final Class<T> type;
    private final ReentrantLock turn = new ReentrantLock();

    /** Stands for {@code <stem>.json}, guarded by {@code <stem>.lock}. */
    StateFile(Path folder, String stem, Class<T> type) {
        this.file = folder.resolve(stem + ".json");
        this.lockFile = folder.resolve(stem + ".lock");
        this.type = type;
    }

    boolean exists() {
        return Files.exists(file);
    }

    /** The document as it is now, null when there is none. */
    @Nullable
    T read() {
        try {
            byte[] bytes = bytes();
            return bytes == null ? null : JSON.readValue(bytes, type);
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /** Lets {@code change} work on the document (or on {@code empty} where there is none) and keeps what came of it. Nobody comes between. */
    <R> R change(T empty, Function<T, R> change) {
        turn.lock();
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = lock(channel)) {
            byte[] before = lock.isValid() ? bytes() : null;
            T document = before == null ? empty : JSON.readValue(before, type);
            R result = change.apply(document);
            byte[] after = JSON.writeValueAsBytes(document);
            if (!Arrays.equals(before, after)) {
                write(after);
            }
            return result;
        } catch (IOException e) {
            throw broken(e);
        } finally {
            turn.unlock();
        }
    }

    private byte @Nullable [] bytes() throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private void write(byte[] bytes) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        try (FileChannel out = FileChannel.open(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                out.write(buffer);
            }
            out.force(true);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Path folder = file.getParent();
        if (folder != null) {
            try (FileChannel entry = FileChannel.open(folder, StandardOpenOption.READ)) {
                entry.force(true);
            }
        }
    }

    /** Waits for other processes in the operating system; for another forge object of this process, which Java refuses to, by asking again. */
    private static FileLock lock(FileChannel channel) throws IOException {
        while (true) {
            try {
                return channel.lock();
            } catch (OverlappingFileLockException e) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
        }
    }

    private ForgeException broken(IOException e) {
        return new ForgeException(
                ForgeException.Kind.UNAVAILABLE, "the local forge cannot read or write " + file, null, e);
    }
}
