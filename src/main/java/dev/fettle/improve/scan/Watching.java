package dev.fettle.improve.scan;

/** Hears how a scan goes, for people. */
public interface Watching {
    /** Hears nothing. */
    Watching NOBODY = new Watching() {
        @Override
        public void begins(String source) {}

        @Override
        public void ended(String source, int sightings) {}
    };

    /** A source begins to look. */
    void begins(String source);

    /** It has looked, and saw so many things. */
    void ended(String source, int sightings);
}
