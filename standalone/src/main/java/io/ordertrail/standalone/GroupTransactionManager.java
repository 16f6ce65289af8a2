package io.ordertrail.standalone;

import io.ordertrail.command.store.GroupCommit;
import java.util.function.Supplier;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;

/**
 * Nothing around a command or a batch, which would only hold a connection: what they write is safe before they go on. What Axon wants to do
 * in one transaction by itself, its processors' moving, splitting and merging of segments, is one write of a group.
 */
record GroupTransactionManager(GroupCommit group) implements TransactionManager {

    @Override
    public Transaction startTransaction() {
        return NoTransactionManager.instance().startTransaction();
    }

    @Override
    public void executeInTransaction(Runnable task) {
        group.write(() -> {
            task.run();
            return null;
        });
    }

    @Override
    public <T> T fetchInTransaction(Supplier<T> task) {
        return group.write(task);
    }
}
