package io.ordertrail.command.store;

import org.junit.jupiter.api.BeforeEach;

class JdbcPaymentRepositoryTest extends PaymentRepositoryContract {

    @BeforeEach
    void open() {
        payments = new JdbcPaymentRepository(CommandTables.in(Databases.empty()));
    }
}
