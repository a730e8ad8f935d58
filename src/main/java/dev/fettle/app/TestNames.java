package dev.fettle.app;

import dev.fettle.build.TestId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code CLASS} or {@code CLASS#METHOD}, with or without the package. */
final class TestNames implements ITypeConverter<TestId> {
    private static final Pattern FILE = Pattern.compile("(?:.*[/\\\\])?(\\w+)\\.(?:java|class)");

    /** Methods may be titles, with any letters. */
    private static final Pattern FORM = Pattern.compile("[\\p{javaJavaIdentifierPart}.$]+(?:#.+)?");

    @Override
    public TestId convert(String text) {
        Matcher file = FILE.matcher(text);
        if (file.matches()) {
            throw new TypeConversionException("a test is named by its class; write " + file.group(1));
        }
        if (!FORM.matcher(text).matches()) {
            throw new TypeConversionException(
                    "'" + text + "' names no test; write CLASS or CLASS#METHOD, such as com.acme.RangeTest#end");
        }
        return TestId.parse(text);
    }
}
