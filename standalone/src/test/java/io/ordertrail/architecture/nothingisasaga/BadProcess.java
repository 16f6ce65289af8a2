package io.ordertrail.architecture.nothingisasaga;

import org.axonframework.modelling.saga.SagaEventHandler;

class BadProcess {

    @SagaEventHandler(associationProperty = "order")
    void on(String event) {
    }
}
