package dev.fettle.app.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.web.SetupRefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where an App's key may come from: from the server that a person named, and from nothing that only looks like one. */
class ForgeAddressTest {
    @ParameterizedTest
    @CsvSource({
        "https://github.com, https://github.com, https://api.github.com",
        "https://GitHub.com/, https://github.com, https://api.github.com",
        "https://api.github.com, https://github.com, https://api.github.com",
        "https://ghe.acme.example, https://ghe.acme.example, https://ghe.acme.example/api/v3",
        "https://ghe.acme.example:8443/, https://ghe.acme.example:8443, https://ghe.acme.example:8443/api/v3",
        "https://acme.ghe.com, https://acme.ghe.com, https://api.acme.ghe.com",
        "http://127.0.0.1:3000, http://127.0.0.1:3000, http://127.0.0.1:3000/api/v3"
    })
    void theApiFollowsFromTheAddressOfThePages(String written, String web, String api) {
        assertThat(ForgeAddress.of(written)).isEqualTo(new ForgeAddress(web, api));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "github.com",
                "http://ghe.acme.example",
                "ftp://ghe.acme.example",
                "file:///etc/passwd",
                "https://github.com@evil.example",
                "https://user:word@ghe.acme.example",
                "https://github.com\\@evil.example",
                "https://ghe.acme.example/api/v3",
                "https://ghe.acme.example?x=1",
                "https://ghe.acme.example#x",
                "https://ghe.acme.example/\r\nHost: evil.example",
                "https://ghe.acme.example evil.example",
                "https://169.254.169.254",
                "https://0.0.0.0",
                "https://2130706433",
                "https://0x7f000001",
                "https://255.255.255.255",
                "https://[::1]",
                "https://-ghe.example",
                "javascript:alert(1)"
            })
    void whatIsNoAddressOfAServerIsRefused(String written) {
        assertThatThrownBy(() -> ForgeAddress.of(written)).isInstanceOf(SetupRefusedException.class);
    }

    @Test
    void anAppIsMadeWhereItsOwnerMakesIt() {
        assertThat(ForgeAddress.GITHUB.makes("", "s")).isEqualTo("https://github.com/settings/apps/new?state=s");
        assertThat(ForgeAddress.GITHUB.makes("acme", "s"))
                .isEqualTo("https://github.com/organizations/acme/settings/apps/new?state=s");
    }
}
