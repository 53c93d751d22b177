package io.holdfast.delivery;

import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The law that nothing calls the outside within a transaction, held at the one place where calls start. */
final class Outside {

    private Outside() {}

    /**
     * @throws IllegalStateException within a transaction: a slow vendor would hold its locks
     */
    static void check(String vendor) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException(
                    vendor + " was about to be called within a transaction: put the message into the outbox instead");
        }
    }
}
