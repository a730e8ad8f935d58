package dev.fettle.probe.crash;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.tree.MethodNode;

/** The crash that is looked for: the type of the exception and the project's own frames, the one that threw first. */
final class Wanted {
    private static final int FAR = 40;

    final String type;
    final List<Frame> frames;
    private final Codebase codebase;
    /** Name of the foreign method that the innermost own frame had called; "" where it threw by itself. */
    private final String called;

    /** One own frame. */
    static final class Frame {
        final String className;
        final String method;
        final int line;
        /** Whether the sources are those of the trace: then the line counts. */
        boolean trusted;

        Frame(String className, String method, int line) {
            this.className = className;
            this.method = method;
            this.line = line;
        }

        boolean same(StackTraceElement other) {
            return className.equals(other.getClassName())
                    && Names.method(method).equals(Names.method(other.getMethodName()));
        }

        @Override
        public String toString() {
            return className + "." + method + (line > 0 ? ":" + line : "");
        }
    }

    /** How near a throwable comes, worst first. */
    enum Grade {
        NONE,
        /** The type, somewhere else. */
        TYPE,
        /** The type in the method, at another line. */
        METHOD,
        /** The type at the frame, which was reached by another way. */
        FRAME,
        EXACT
    }

    Wanted(String type, String called, List<Frame> all, Codebase codebase) {
        this.type = type;
        this.codebase = codebase;
        frames = new ArrayList<>();
        for (Frame frame : all) {
            if (codebase.isProduction(frame.className) && frames.size() < FAR) {
                frames.add(frame);
            }
        }
        boolean throwsItself = !all.isEmpty() && !frames.isEmpty() && all.get(0) == frames.get(0);
        this.called = throwsItself ? "" : called;
        trust();
    }

    private void trust() {
        Set<String> moved = new HashSet<>();
        for (int i = 0; i < frames.size(); i++) {
            Frame frame = frames.get(i);
            String next = i == 0 ? called : frames.get(i - 1).method;
            frame.trusted = agrees(frame, next);
            if (!frame.trusted) {
                moved.add(file(frame));
            }
        }
        for (Frame frame : frames) {
            frame.trusted &= !moved.contains(file(frame));
        }
    }

    private static String file(Frame frame) {
        int nested = frame.className.indexOf('$');
        return nested < 0 ? frame.className : frame.className.substring(0, nested);
    }

    /** Whether the class file has the line, and there the call. */
    private boolean agrees(Frame frame, String next) {
        for (MethodNode method : codebase.methods(frame.className, frame.method)) {
            Map<Integer, Set<String>> calls = Codebase.calls(method);
            Set<String> here = calls.get(frame.line);
            boolean plain = next.isEmpty()
                    || next.startsWith("lambda$")
                    || next.startsWith("access$")
                    || next.equals("<clinit>");
            if (here != null && (plain || here.isEmpty() || here.contains(next))) {
                return true;
            }
        }
        return false;
    }

    /** The method that the frame names; several where its line is not known. */
    List<MethodNode> methods(int frame) {
        Frame wanted = frames.get(frame);
        List<MethodNode> all = codebase.methods(wanted.className, wanted.method);
        if (!wanted.trusted) {
            return all;
        }
        List<MethodNode> some = new ArrayList<>();
        for (MethodNode method : all) {
            if (Codebase.calls(method).containsKey(wanted.line)) {
                some.add(method);
            }
        }
        return some;
    }

    /** How near a throwable, or what caused it, comes. */
    Grade grade(Throwable thrown) {
        Grade best = Grade.NONE;
        int depth = 0;
        for (Throwable each = thrown; each != null && depth < 20; each = each.getCause(), depth++) {
            String name = each.getClass().getName();
            if (name.equals(type) || name.endsWith("." + type)) {
                Grade grade = each instanceof StackOverflowError ? endless(each) : at(each.getStackTrace());
                best = grade.compareTo(best) > 0 ? grade : best;
            }
        }
        return best;
    }

    private Grade at(StackTraceElement[] stack) {
        int matched = 0;
        String above = "";
        boolean way = true;
        boolean line = true;
        for (StackTraceElement element : stack) {
            if (!codebase.isProduction(element.getClassName())) {
                above = element.getMethodName();
                continue;
            }
            if (matched == frames.size()) {
                break; // the trace that is known ends here
            }
            Frame frame = frames.get(matched);
            boolean same = frame.same(element);
            if (matched == 0) {
                if (!same) {
                    return Grade.TYPE;
                }
                line = !frame.trusted || frame.line == element.getLineNumber();
                way = above.equals(called) || called.isEmpty() == above.isEmpty() && !frame.trusted;
            } else if (!same || frame.trusted && frame.line != element.getLineNumber()) {
                way = false;
                break;
            }
            matched++;
        }
        if (matched == 0) {
            return Grade.TYPE;
        }
        return !line ? Grade.METHOD : way ? Grade.EXACT : Grade.FRAME;
    }

    /** Where it goes round: all of the last frames are among those of the trace. */
    private Grade endless(Throwable thrown) {
        Set<String> round = new HashSet<>();
        for (Frame frame : frames) {
            round.add(frame.className + '.' + Names.method(frame.method));
        }
        int own = 0;
        for (StackTraceElement element : thrown.getStackTrace()) {
            if (codebase.isProduction(element.getClassName())) {
                if (!round.contains(element.getClassName() + '.' + Names.method(element.getMethodName()))) {
                    return Grade.TYPE;
                }
                if (++own == FAR) {
                    break;
                }
            }
        }
        return own == 0 ? Grade.TYPE : Grade.EXACT;
    }
}
