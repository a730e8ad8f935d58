package dev.fettle.intake.github;

/** What may be a branch: git's own rules for reference names, and no leading dash. */
final class BranchNames {
    private static final int LONGEST = 255;

    private BranchNames() {}

    static boolean valid(String name) {
        if (name.isEmpty() || name.length() > LONGEST || name.equals("@")) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c <= ' ' || c == 0x7F || "~^:?*[\\".indexOf(c) >= 0 || Character.isISOControl(c)) {
                return false;
            }
        }
        for (String part : name.split("/", -1)) {
            if (part.isEmpty() || part.startsWith(".") || part.endsWith(".lock")) {
                return false;
            }
        }
        return !name.startsWith("-") && !name.endsWith(".") && !name.contains("..") && !name.contains("@{");
    }
}
