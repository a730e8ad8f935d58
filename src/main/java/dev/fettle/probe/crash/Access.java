package dev.fettle.probe.crash;

import java.lang.reflect.Member;
import java.lang.reflect.Modifier;

/** What source in a package can name. */
final class Access {
    final String pack;
    private final PastJdk jdk;

    /** Of what the running JDK has. */
    Access(String pack) {
        this(pack, PastJdk.ANY);
    }

    Access(String pack, PastJdk jdk) {
        this.pack = pack;
        this.jdk = jdk;
    }

    boolean reaches(Class<?> type) {
        Class<?> each = type;
        while (each.isArray()) {
            each = each.getComponentType();
        }
        if (each.isPrimitive()) {
            return true;
        }
        if (each.isAnonymousClass() || each.isLocalClass() || each.isSynthetic()) {
            return false;
        }
        for (Class<?> outer = each; outer != null; outer = outer.getDeclaringClass()) {
            if (!reaches(outer.getModifiers(), outer.getName())) {
                return false;
            }
        }
        return true;
    }

    boolean reaches(Member member) {
        return !member.isSynthetic()
                && reaches(member.getModifiers(), member.getDeclaringClass().getName())
                && reaches(member.getDeclaringClass())
                && jdk.had(member);
    }

    private boolean reaches(int modifiers, String className) {
        return Modifier.isPublic(modifiers)
                || !Modifier.isPrivate(modifiers) && Names.packageOf(className).equals(pack);
    }
}
