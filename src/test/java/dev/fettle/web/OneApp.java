package dev.fettle.web;

/** Set-up as far as its pages go. */
final class OneApp implements SetupFlow {
    @Override
    public Choice usual() {
        return new Choice("https://github.com", "", "fettle-of-a-test", "https://fettle.example");
    }

    @Override
    public Order order(Choice choice, String page) {
        return new Order("https://github.com/settings/apps/new", "https://github.com", "{}");
    }

    @Override
    public Made created(String code, String state) {
        if (code.isEmpty()) {
            throw new SetupRefusedException("The forge sent no code.");
        }
        return new Made("fettle-of-a-test", "https://github.com/apps/fettle-of-a-test", true);
    }
}
