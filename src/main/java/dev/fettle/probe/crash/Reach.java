package dev.fettle.probe.crash;

/** Whether source in a package can name all that an expression is made of. */
final class Reach {
    private Reach() {}

    static boolean reaches(Expr expr, Access access, World world) {
        try {
            if (expr instanceof Call && !reaches(((Call) expr).member, access, world)) {
                return false;
            }
            if (expr instanceof StaticField && !reaches(((StaticField) expr).field, access, world)) {
                return false;
            }
            if (expr instanceof Built) {
                for (Built.Step step : ((Built) expr).steps) {
                    if (!reaches(step.method, access, world)) {
                        return false;
                    }
                }
            }
            if (!access.reaches(world.type(expr.type().raw))) {
                return false;
            }
        } catch (ReflectiveOperationException | LinkageError missing) {
            return false;
        }
        for (Expr part : expr.parts()) {
            if (!reaches(part, access, world)) {
                return false;
            }
        }
        return true;
    }

    private static boolean reaches(Member member, Access access, World world) throws ReflectiveOperationException {
        return member.kind == Member.Kind.FIELD
                ? access.reaches(world.field(member))
                : access.reaches(world.executable(member));
    }
}
