package io.ordertrail.command.store;

import org.junit.jupiter.api.BeforeEach;

class JdbcPaymentRepositoryTest extends PaymentRepositoryContract {

    @BeforeEach
    void open() {
        payments = new JdbcPaymentRepository(Databases.tables(Databases.empty()));
    }
}
