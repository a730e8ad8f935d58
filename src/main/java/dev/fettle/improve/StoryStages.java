package dev.fettle.improve;

import dev.fettle.propose.Story.StageTime;
import java.util.List;

/** Stage times as the story tells them. */
final class StoryStages {
    private StoryStages() {}

    static List<StageTime> of(StageTimes times) {
        return times.times().entrySet().stream()
                .map(stage -> new StageTime(stage.getKey(), stage.getValue()))
                .toList();
    }
}
