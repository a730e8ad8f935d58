package dev.fettle.app;

import dev.fettle.base.Secret;
import dev.fettle.base.settings.Budgets;
import dev.fettle.intake.github.DeliveryBody;
import dev.fettle.store.Stores;
import dev.fettle.web.Figures;
import dev.fettle.web.ForgeView;
import dev.fettle.web.IntakeParts;
import dev.fettle.web.WebParts;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The web server's parts over the stores. */
final class ServerParts {
    private ServerParts() {}

    static WebParts of(
            Stores stores,
            Optional<ForgeView> pages,
            Supplier<List<Secret>> secrets,
            IntakeParts intake,
            Supplier<List<String>> warnings,
            Supplier<Optional<String>> notReady,
            Budgets budgets,
            InstantSource clock) {
        return new WebParts(
                secrets,
                DeliveryBody::json,
                stores.deliveries(),
                intake,
                stores.backlog(),
                new Figures(
                        stores.tally(), stores.deliveryRows(), () -> BudgetUses.of(stores, budgets, clock.instant())),
                pages,
                warnings,
                notReady,
                clock);
    }
}
