package dev.fettle.propose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A repository's own template for pull requests. */
class TemplateTextTest {
    private static final String TEMPLATE = """
            <!-- Thank you! Ping @acme/reviewers. -->
            ## Description
            Please describe the change.

            ### How was this tested?

            ## Checklist
            - [x] I have read CONTRIBUTING
            * [ ] I signed the CLA, @acme/legal knows
            ```
            # not a heading
            - [ ] not a box
            ```
            **Screenshots**
            """;

    @Test
    void itsHeadingsStayAndItsBoxesAreNotTicked() {
        Snapshot.check("template.md", TemplateText.of(TEMPLATE));
        Rendered.of(TemplateText.of(TEMPLATE)).assertHarmless(Map.of());
    }

    @Test
    void itStandsBetweenTheDetailsAndTheFootAndTicksNothing() {
        Proposal proposal = Samples.proposal(Samples.patch(List.of(Samples.END)), Map.of());
        String body = PullRequestText.body(proposal, TEMPLATE + "- [x] wrong fix\n");

        assertThat(body.indexOf("</details>"))
                .isLessThan(body.indexOf("## Description"))
                .isPositive();
        assertThat(body.indexOf("## Checklist")).isLessThan(body.indexOf("\n---\n"));
        assertThat(body).contains("- [ ] wrong fix\n").doesNotContain("- [x]");
        assertThat(PullRequestText.ticked(
                        body.replaceFirst("- \\[ ] wrong fix", "- [x] wrong fix"),
                        proposal.ticket().id()))
                .as("the template's box is not ours")
                .isEmpty();
    }

    @Test
    void aTextWithoutHeadingsAndBoxesIsNoTemplate() {
        assertThat(TemplateText.of("Say what you did.\n<!-- # x -->")).isEmpty();
        assertThat(TemplateText.of("")).isEmpty();
    }

    @Test
    void aHugeTemplateDoesNotMakeAHugeText() {
        String huge = "## Why\n- [ ] box\n".repeat(20_000);
        Proposal proposal = Samples.proposal(Samples.patch(List.of(Samples.END)), Map.of());

        assertThat(PullRequestText.body(proposal, huge)).hasSizeLessThanOrEqualTo(PullRequestText.LONGEST);
    }
}
