package dev.fettle.store.sql;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A connection that its borrower can neither close nor commit: whoever lent it decides about that. */
final class BorrowedConnection implements InvocationHandler {
    private final Connection lent;
    private final Runnable onClose;
    private final Consumer<SQLException> onError;

    private BorrowedConnection(Connection lent, Runnable onClose, Consumer<SQLException> onError) {
        this.lent = lent;
        this.onClose = onClose;
        this.onError = onError;
    }

    static Connection of(Connection lent, Runnable onClose) {
        return of(lent, onClose, e -> {});
    }

    static Connection of(Connection lent, Runnable onClose, Consumer<SQLException> onError) {
        return (Connection) Proxy.newProxyInstance(
                BorrowedConnection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                new BorrowedConnection(lent, onClose, onError));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] args) throws Throwable {
        switch (method.getName()) {
            case "close" -> {
                onClose.run();
                return null;
            }
            case "commit", "rollback", "setAutoCommit" -> {
                return null;
            }
            case "getAutoCommit" -> {
                return true;
            }
            default -> {
                try {
                    return method.invoke(lent, args);
                } catch (InvocationTargetException e) {
                    if (e.getCause() instanceof SQLException sql) {
                        onError.accept(sql);
                    }
                    throw e.getCause() == null ? e : e.getCause();
                }
            }
        }
    }
}
