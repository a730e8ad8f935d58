package dev.fettle.gate.integrity;

import java.util.regex.Pattern;

/** How much an assertion says, from the least to the most. */
enum Strength {
    /** Nothing is thrown, or nothing is looked at. */
    NOTHING,
    /** That there is something, or that it is another than something. */
    SOME,
    /** A part of what is expected: its size, its kind, that it contains something, that a condition holds. */
    PART,
    /** The whole expected value. */
    WHOLE;

    private static final String BROAD = "(?:Exception|Throwable|RuntimeException|Error)\\.class";
    private static final Pattern MATCHERS = Pattern.compile(
            "\\b(?:any|anyString|anyInt|anyLong|anyBoolean|anyList|anyMap|isA|notNull|isNotNull)\\(|ArgumentMatchers\\.any");
    private static final Pattern OFTEN = Pattern.compile("\\b(?:atLeast|atLeastOnce|atMost|atMostOnce)\\(");
    private static final Pattern WHOLE_VALUE = Pattern.compile(
            "\\.(?:isEqualTo\\w*|isSameAs|isEqualByComparingTo|containsExactly\\w*|hasToString|isNull|isZero|isOne|isEmpty|isNotPresent|isCloseTo|hasValue|containsSame|hasMessage|isExactlyInstanceOf|isEqualToIgnoringCase|toBe|toEqual|toStrictEqual|toBeNull|toBeUndefined|toBeCloseTo|toHaveBeenCalledWith|toHaveBeenCalledTimes|toHaveBeenCalledOnceWith|toMatchSnapshot|toMatchInlineSnapshot|toThrowErrorMatchingInlineSnapshot)\\(|\\.hasSize\\(0\\)|\\.hasNoMoreElements\\(");
    /** A matcher in the place of the whole value. */
    private static final Pattern ANYTHING = Pattern.compile(
            "\\.to(?:Equal|StrictEqual|BeCalledWith|HaveBeenCalledWith)\\( ?expect\\.any(?:thing)?\\([^()]*\\) ?\\)");

    private static final Pattern PART_OF_VALUE = Pattern.compile(
            "\\.(?:contains\\w*|startsWith|endsWith|matches|hasSize\\w*|hasMessage\\w+|isInstanceOf\\w*|satisfies|allMatch|allSatisfy|anyMatch|anySatisfy|noneMatch|doesNotContain\\w*|isBetween|isIn|isTrue|isFalse|isPresent|containsOnly\\w*|returns|extracting|toContain\\w*|toMatch\\w*|toHaveLength|toHaveProperty|toBeInstanceOf|toThrow\\w*|hasFieldOrProperty\\w*|hasCause\\w*|hasRootCause\\w*|has|is)\\(");
    private static final Pattern EQUALS = Pattern.compile(
            "^(?:\\w+\\.)?(?:assert(?:Equals?|Same|ArrayEquals|IterableEquals|LinesMatch|Null|IsNone|Is|ListEqual|DictEqual|SetEqual|TupleEqual|MultiLineEqual|CountEqual|AlmostEquals?|Json\\w*)|expect)\\(");
    private static final Pattern SIZE = Pattern.compile(
            "\\.(?:size|length|count|getSize|getLength)(?:\\(\\))?\\s*[,)]|\\blen\\(|^assertEquals\\((?:true|false),|, ?(?:true|false)\\)|\\.isEqualTo\\((?:true|false)\\)");
    private static final Pattern SIZE_OF_NOTHING = Pattern.compile("\\(0, ?|, ?0\\)|\\.isEqualTo\\(0\\)|== ?0");

    static Strength of(String assertion) {
        if (assertion.matches("(?:Mockito\\.)?verify\\w*\\(.*")) {
            boolean any = MATCHERS.matcher(assertion).find();
            boolean often = OFTEN.matcher(assertion).find();
            return any && often ? SOME : any || often ? PART : WHOLE;
        }
        if (assertion.matches(
                "(?:\\w+\\.)?(?:assertThrows\\w*|expectThrows|assertThatThrownBy|assertThatExceptionOfType|assertRaises\\w*|raises)\\(.*|pytest\\.raises\\(.*")) {
            return thrown(assertion);
        }
        if (assertion.startsWith("assert ")) {
            return keyword(assertion);
        }
        if (assertion.matches("(?:\\w+\\.)?assert(?:True|False)\\(.*")) {
            return condition(assertion, assertion.startsWith("self."));
        }
        if (ANYTHING.matcher(assertion).find()) {
            return SOME;
        }
        if (EQUALS.matcher(assertion).find() && !assertion.startsWith("expect(")
                || WHOLE_VALUE.matcher(assertion).find()) {
            boolean size = SIZE.matcher(assertion).find()
                    && !SIZE_OF_NOTHING.matcher(assertion).find();
            return assertion.contains(".not.") ? SOME : size ? PART : WHOLE;
        }
        if (PART_OF_VALUE.matcher(assertion).find()
                || assertion.matches(
                        "(?:\\w+\\.)?(?:assert(?:In|IsInstance|Regex|InstanceOf|Greater|Less)\\w*|fail)\\(.*")) {
            return assertion.contains(".not.") ? SOME : PART;
        }
        if (assertion.matches("(?:\\w+\\.)?(?:assertNot\\w+|assertIsNot\\w*)\\(.*")
                || assertion.matches("(?:\\w+\\.)?(?:assertThat|expect|then)\\(.*")) {
            return SOME;
        }
        return WHOLE; // the project's own: what it says nobody knows here, so it is never the weaker one
    }

    /** Whether only a size, or an answer of yes or no, is compared: to compare it with another expression is not to say less. */
    static boolean ofSize(String assertion) {
        return SIZE.matcher(assertion).find();
    }

    private static Strength thrown(String assertion) {
        boolean broad = assertion.matches(".*\\b" + BROAD + ".*|.*(?:[rR]aises)\\((?:Exception|BaseException)\\b.*")
                || assertion.startsWith("assertThatThrownBy")
                        && !assertion.contains(".isInstanceOf")
                        && !assertion.contains(".hasMessage");
        boolean whole = assertion.matches(
                ".*\\.hasMessage\\(.*|.*\\bmatch ?=.*|(?:\\w+\\.)?assertThrowsExactly.*|.*assertRaisesRegex.*");
        return whole ? WHOLE : broad ? SOME : PART;
    }

    private static Strength keyword(String assertion) {
        return assertion.matches(".*[^=!<>]==[^=].*| .*\\bis None\\b.*") || assertion.contains(" is None")
                ? assertion.matches(".*\\blen\\(.*") && !assertion.matches(".*== ?0\\b.*") ? PART : WHOLE
                : assertion.matches(".*\\b(?:in|isinstance|startswith|endswith|all|any|not)\\b.*")
                                && !assertion.contains("is not None")
                        ? PART
                        : SOME;
    }

    /** That two things are the same says it all; that they are not, next to nothing. */
    private static Strength condition(String assertion, boolean anyTruth) {
        boolean denied = assertion.matches("(?:\\w+\\.)?(?:assertFalse\\( ?[^! ].*|assertTrue\\( ?!.*)");
        if (assertion.matches(
                ".*(?:[^=!<>]==[^=]|\\.equals\\w*\\(|\\bequals\\(|\\.isEmpty\\(\\)|\\.isNull\\(|\\bdeepEquals\\().*")) {
            return denied ? SOME : WHOLE;
        }
        if (denied && assertion.contains("!=")) {
            return WHOLE;
        }
        if (assertion.matches(".*(?:!=|\\s[<>]=?\\s|\\bnonNull\\().*")) {
            return SOME;
        }
        return anyTruth && !assertion.matches(".*\\b(?:in|isinstance|startswith|endswith)\\b.*") ? SOME : PART;
    }
}
