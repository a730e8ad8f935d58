package dev.fettle.improve;

import dev.fettle.base.RepositoryRef;
import dev.fettle.improve.kit.Loop;
import dev.fettle.improve.kit.Samples;
import dev.fettle.improve.kit.Told;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Stories of one repository, told to their end: what a story did not ask for, Fettle did not write. */
abstract class ShopTest {
    @TempDir
    Path folder;

    Loop loop;
    RepositoryRef shop;
    Told told;

    @BeforeEach
    final void openShop() {
        loop = new Loop(folder.resolve("loop"));
        shop = loop.repository(files());
        told = new Told(loop, shop);
    }

    @AfterEach
    final void closeShop() {
        told.nothingElse();
        loop.close();
    }

    /** What is in the repository: a test of it is red, for a reason that the engine can mend. */
    Map<String, String> files() {
        return Samples.mendable();
    }
}
