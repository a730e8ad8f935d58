package dev.fettle.build.maven;

import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.aether.transfer.AbstractTransferListener;
import org.eclipse.aether.transfer.TransferCancelledException;
import org.eclipse.aether.transfer.TransferEvent;

/**
 * Gives up a download that is larger than any library, and those of one build once they are more than any build needs: who answers may be a stranger, and would fill the disk. The client reads a
 * body that is given up to its end all the same, so somebody who never ends holds the thread.
 */
final class TransferCaps extends AbstractTransferListener {
    private final long mostOfOne;
    private final AtomicLong left;

    /**
     * For one reading of a build.
     *
     * @param mostOfOne bytes of one file
     * @param mostOfAll bytes of all files together
     */
    TransferCaps(long mostOfOne, long mostOfAll) {
        this.mostOfOne = mostOfOne;
        this.left = new AtomicLong(mostOfAll);
    }

    @Override
    public void transferProgressed(TransferEvent event) throws TransferCancelledException {
        if (event.getTransferredBytes() > mostOfOne
                || left.addAndGet(-event.getDataBuffer().remaining()) < 0) {
            throw new TransferCancelledException("more than Fettle fetches for a build");
        }
    }
}
