package dev.fettle.repair.run;

import java.util.Map;

/**
 * Compiled classes that take the place of the module's own (or stand beside them). Their code asks {@code
 * dev.fettle.probe.Switch} which variant is on; with none on they behave like the original.
 *
 * @param id chosen by the caller, above 0
 * @param classes class files by binary name; neither the map nor the arrays are copied, so leave them alone
 */
public record VariantBatch(int id, Map<String, byte[]> classes) {
    public VariantBatch {
        if (id <= 0) {
            throw new IllegalArgumentException("a batch's id is above 0: " + id);
        }
    }
}
