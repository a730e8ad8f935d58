package dev.fettle.repair.template;

import dev.fettle.repair.template.schema.Survey;
import dev.fettle.repair.template.schema.Survey.Reading;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How a {@link Survey} travels from the workshop's process to the host. */
final class SurveyWire {
    private SurveyWire() {}

    static void write(DataOutputStream out, Survey survey) throws IOException {
        out.writeInt(survey.classes().size());
        for (Map.Entry<String, byte[]> entry : survey.classes().entrySet()) {
            WorkshopWire.writeText(out, entry.getKey());
            out.writeInt(entry.getValue().length);
            out.write(entry.getValue());
        }
        out.writeInt(survey.collectors().size());
        for (int id : survey.collectors()) {
            out.writeInt(id);
        }
        out.writeInt(survey.readings().size());
        for (Map.Entry<Integer, Reading> entry : survey.readings().entrySet()) {
            out.writeInt(entry.getKey());
            out.writeInt(entry.getValue().original());
            out.writeInt(entry.getValue().changed());
            WorkshopWire.writeText(out, entry.getValue().site());
        }
    }

    static Survey read(DataInputStream in) throws IOException {
        Map<String, byte[]> classes = new TreeMap<>();
        int files = WorkshopWire.readCount(in);
        for (int i = 0; i < files; i++) {
            String name = WorkshopWire.readText(in);
            classes.put(name, WorkshopWire.readBytes(in));
        }
        List<Integer> collectors = new ArrayList<>();
        int count = WorkshopWire.readCount(in);
        for (int i = 0; i < count; i++) {
            collectors.add(in.readInt());
        }
        Map<Integer, Reading> readings = new HashMap<>();
        int known = WorkshopWire.readCount(in);
        for (int i = 0; i < known; i++) {
            readings.put(in.readInt(), new Reading(in.readInt(), in.readInt(), WorkshopWire.readText(in)));
        }
        return new Survey(classes, collectors, readings);
    }
}
