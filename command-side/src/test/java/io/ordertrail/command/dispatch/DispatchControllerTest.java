package io.ordertrail.command.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;

import io.ordertrail.command.dispatch.Drift.Found;
import io.ordertrail.command.dispatch.Drift.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

class DispatchControllerTest {

    private final Reconciliation reconciliation = mock();
    private final MockMvcTester http = MockMvcTester.of(new DispatchController(reconciliation));

    @Test
    void itIsToldWhatWasFoundAndWhereToGoOn() {
        when(reconciliation.reconcile(0, 1_000)).thenReturn(
                new Reconciled(1_000, 2, 87, List.of(new Drift(Kind.DELIVERY, "01A", Found.MISSING)), 1_003L));
        when(reconciliation.reconcile(1_003, 10)).thenReturn(new Reconciled(4, 0, 0, List.of(), null));

        assertThat(http.post().uri("/dispatch/reconcile")).hasStatusOk().bodyJson().isStrictlyEqualTo("""
                {"events":1000,"couriers":2,"deliveries":87,"drift":[{"kind":"DELIVERY","id":"01A","found":"MISSING"}],"next":1003}""");
        assertThat(http.post().uri("/dispatch/reconcile?after=1003&limit=10")).hasStatusOk().bodyJson().isStrictlyEqualTo("""
                {"events":4,"couriers":0,"deliveries":0,"drift":[],"next":null}""");
    }

    @ParameterizedTest
    @ValueSource(strings = {"after=-1", "after=x", "after=1.5", "limit=0", "limit=10001", "limit=many", "after=99999999999999999999"})
    void aPositionAndALimitAreWithinBounds(String query) {
        assertThat(http.post().uri("/dispatch/reconcile?" + query)).hasStatus(400);
        verifyNoMoreInteractions(reconciliation);
    }
}
