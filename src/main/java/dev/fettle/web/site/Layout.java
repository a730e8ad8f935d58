package dev.fettle.web.site;

/** What every page of the site has. */
final class Layout {
    private Layout() {}

    static String page(Page page, Navigation navigation) {
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; img-src 'self'">
                <title>%s · Fettle</title>
                <link rel="stylesheet" href="%ssite.css">
                </head>
                <body>
                <a class="skip" href="#content">To the text</a>
                <nav aria-label="Documents">
                <p class="name"><a href="%sindex.html">Fettle</a></p>
                %s
                </nav>
                <main id="content">
                %s
                </main>
                </body>
                </html>
                """.formatted(text(page.title()), page.toRoot(), page.toRoot(), navigation.html(page), page.body());
    }

    static String text(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
