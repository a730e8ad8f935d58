package dev.fettle.app;

import dev.fettle.base.Secret;
import dev.fettle.base.settings.Budgets;
import dev.fettle.improve.TicketVerbs;
import dev.fettle.intake.DeliveryLog;
import dev.fettle.intake.github.DeliveryBody;
import dev.fettle.store.Stores;
import dev.fettle.web.Figures;
import dev.fettle.web.ForgeView;
import dev.fettle.web.IntakeParts;
import dev.fettle.web.ProgramParts;
import dev.fettle.web.WebParts;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The web server's parts over the stores. */
final class ServerParts {
    private ServerParts() {}

    static WebParts of(
            Stores stores,
            DeliveryLog deliveries,
            Optional<ForgeView> pages,
            Supplier<List<Secret>> secrets,
            IntakeParts intake,
            Supplier<List<String>> warnings,
            Supplier<Optional<String>> notReady,
            Function<String, Budgets> budgets,
            InstantSource clock) {
        BudgetUses uses = new BudgetUses(stores, budgets);
        return new WebParts(
                secrets,
                DeliveryBody::json,
                deliveries,
                intake,
                stores.backlog(),
                programs(stores, clock),
                new Figures(stores.tally(), stores.deliveryRows(), sight -> uses.of(sight, clock.instant())),
                pages,
                warnings,
                notReady,
                clock);
    }

    /** What programs with a key may have done, over the stores. */
    static ProgramParts programs(Stores stores, InstantSource clock) {
        return new ProgramParts(
                new TicketVerbs(
                        stores.backlog(),
                        stores.audit(),
                        stores.queue(),
                        stores.outbox(),
                        stores.transactions(),
                        clock),
                stores.apiKeys(),
                Version.current());
    }
}
