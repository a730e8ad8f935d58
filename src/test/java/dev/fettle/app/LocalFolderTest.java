package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the work may be that was looked for in another folder. */
class LocalFolderTest {
    @TempDir
    private Path folder;

    @Test
    void aModuleIsWorkedOnFromTheFolderOfItsProject() throws IOException {
        Path core = pom("core", "<project/>");
        pom("", "<project><modules><module>web</module>\n<module> ./core </module></modules></project>");

        assertThat(new LocalFolder(core).elsewhere())
                .hasValue("This folder is a module of the project in " + folder + ": name that folder instead.");
        assertThat(new LocalFolder(pom("alone", "<project/>")).elsewhere()).isEmpty();
        assertThat(new LocalFolder(folder).elsewhere()).isEmpty();
    }

    @Test
    void aFolderOfClonesIsNoRepository() throws IOException {
        Files.createDirectories(folder.resolve("shop/.git"));
        Files.createDirectories(folder.resolve("booking/.git"));
        Files.createDirectories(folder.resolve("notes"));

        assertThat(new LocalFolder(folder).elsewhere())
                .hasValue("Repositories of their own lie in booking, shop: name one.");
    }

    private Path pom(String below, String text) throws IOException {
        Path module = Files.createDirectories(folder.resolve(below));
        Files.writeString(module.resolve("pom.xml"), text);
        return module;
    }
}
