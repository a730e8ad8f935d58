package dev.fettle.probe.crash;

import dev.fettle.probe.Rig;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * How far a call went towards the crash: which of the trace's frames it entered, outermost first, and how many branches lie between the
 * lines that ran and the line of the first frame that it did not get beyond.
 */
final class Guide {
    private static final int FRAME = 1000;
    private static final int UNKNOWN = 500;

    private final Rig rig;
    private final Wanted wanted;
    /** Of each frame: branches from a line to the wanted one. */
    private final List<Map<Integer, Integer>> branches = new ArrayList<>();
    /** Of each frame: probes of its method, and their distances. */
    private final List<List<int[]>> probes = new ArrayList<>();

    private int indexed;

    Guide(Rig rig, Wanted wanted) {
        this.rig = rig;
        this.wanted = wanted;
        for (int i = 0; i < wanted.frames.size(); i++) {
            Map<Integer, Integer> lines = new HashMap<>();
            if (wanted.frames.get(i).trusted) {
                for (MethodNode method : wanted.methods(i)) {
                    lines.putAll(distances(method, wanted.frames.get(i).line));
                }
            }
            branches.add(lines);
            probes.add(new ArrayList<>());
        }
    }

    private void index() {
        List<Rig.Place> places = rig.places();
        for (; indexed < places.size(); indexed++) {
            Rig.Place place = places.get(indexed);
            for (int i = 0; i < wanted.frames.size(); i++) {
                Wanted.Frame frame = wanted.frames.get(i);
                if (frame.className.equals(place.className)
                        && Names.method(frame.method).equals(Names.method(place.method))) {
                    int distance = frame.trusted
                            ? place.line == frame.line ? 0 : branches.get(i).getOrDefault(place.line, UNKNOWN)
                            : 0;
                    probes.get(i).add(new int[] {indexed, distance});
                }
            }
        }
    }

    /**
     * 0 when the line of the innermost frame ran; below {@link #FRAME} when its method did.
     *
     * @param seen lines that ran
     * @param entry the outermost frame that can have been entered
     */
    int distance(BitSet seen, int entry) {
        index();
        int nearest = (entry + 1) * FRAME;
        for (int i = entry; i >= 0; i--) {
            int here = Integer.MAX_VALUE;
            for (int[] probe : probes.get(i)) {
                if (seen.get(probe[0])) {
                    here = Math.min(here, probe[1]);
                }
            }
            if (here == Integer.MAX_VALUE) {
                continue; // a class that cannot be watched, or a frame that was passed by
            }
            nearest = Math.min(nearest, i * FRAME + Math.min(here, FRAME - 1));
        }
        return nearest;
    }

    /** The innermost frame that a distance stands for, and how far from its line; for people. */
    String describe(int distance) {
        int frame = distance / FRAME;
        if (frame >= wanted.frames.size()) {
            return "no frame of the trace was entered";
        }
        int left = distance % FRAME;
        String place = wanted.frames.get(frame).toString();
        return left == 0
                ? place + " was reached, without the exception"
                : wanted.frames.get(frame).className + "." + wanted.frames.get(frame).method + " was entered, "
                        + (left == UNKNOWN
                                ? "not on a way to its line"
                                : left + (left == 1 ? " branch" : " branches") + " before its line");
    }

    /** Branches on the shortest way from each line's beginning to the wanted line. */
    static Map<Integer, Integer> distances(MethodNode method, int line) {
        InsnList code = method.instructions;
        int count = code.size();
        int[] lineOf = new int[count];
        List<List<int[]>> before = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            before.add(new ArrayList<>());
        }
        int current = 0;
        for (int i = 0; i < count; i++) {
            AbstractInsnNode each = code.get(i);
            if (each instanceof LineNumberNode) {
                current = ((LineNumberNode) each).line;
            }
            lineOf[i] = current;
            link(code, i, each, before);
        }
        for (TryCatchBlockNode block : method.tryCatchBlocks) {
            int handler = code.indexOf(block.handler);
            for (int i = code.indexOf(block.start); i < code.indexOf(block.end); i++) {
                before.get(handler).add(new int[] {i, 2});
            }
        }
        int[] distance = walk(before, lineOf, line);
        Map<Integer, Integer> best = new HashMap<>();
        for (int i = 0; i < count; i++) {
            if (distance[i] != Integer.MAX_VALUE) {
                best.merge(lineOf[i], distance[i], Math::max);
            }
        }
        return best;
    }

    private static void link(InsnList code, int index, AbstractInsnNode each, List<List<int[]>> before) {
        List<LabelNode> targets = new ArrayList<>();
        if (each instanceof JumpInsnNode) {
            targets.add(((JumpInsnNode) each).label);
        } else if (each instanceof TableSwitchInsnNode) {
            targets.addAll(((TableSwitchInsnNode) each).labels);
            targets.add(((TableSwitchInsnNode) each).dflt);
        } else if (each instanceof LookupSwitchInsnNode) {
            targets.addAll(((LookupSwitchInsnNode) each).labels);
            targets.add(((LookupSwitchInsnNode) each).dflt);
        }
        int opcode = each.getOpcode();
        boolean branches = !targets.isEmpty() && opcode != Opcodes.GOTO;
        for (LabelNode target : targets) {
            before.get(code.indexOf(target)).add(new int[] {index, branches ? 1 : 0});
        }
        boolean ends = opcode == Opcodes.GOTO
                || opcode == Opcodes.ATHROW
                || opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN
                || opcode == Opcodes.TABLESWITCH
                || opcode == Opcodes.LOOKUPSWITCH;
        if (!ends && index + 1 < code.size()) {
            before.get(index + 1).add(new int[] {index, branches ? 1 : 0});
        }
    }

    private static int[] walk(List<List<int[]>> before, int[] lineOf, int line) {
        int[] distance = new int[lineOf.length];
        Arrays.fill(distance, Integer.MAX_VALUE);
        Deque<Integer> next = new ArrayDeque<>();
        for (int i = 0; i < lineOf.length; i++) {
            if (lineOf[i] == line) {
                distance[i] = 0;
                next.add(i);
            }
        }
        while (!next.isEmpty()) {
            int at = next.removeFirst();
            for (int[] edge : before.get(at)) {
                int through = distance[at] + edge[1];
                if (through < distance[edge[0]]) {
                    distance[edge[0]] = through;
                    if (edge[1] == 0) {
                        next.addFirst(edge[0]);
                    } else {
                        next.addLast(edge[0]);
                    }
                }
            }
        }
        return distance;
    }
}
