package io.ordertrail.query.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.ordertrail.views.following.View;
import io.ordertrail.views.following.ViewStatus;
import io.ordertrail.views.following.Views;
import io.ordertrail.views.rebuild.Rebuilds;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ViewPanelsTest {

    private final Views views = mock(Views.class);
    private final Rebuilds rebuilds = mock(Rebuilds.class);
    private final Clock clock = mock(Clock.class);
    private final ViewPanels panels = new ViewPanels(views, rebuilds, clock);
    private Instant now = Seen.NOW;

    @BeforeEach
    void oneView() {
        View<?> view = mock(View.class);
        when(view.name()).thenReturn("orders");
        when(views.all()).thenReturn(List.of(view));
        when(rebuilds.latest(anyString())).thenReturn(Optional.empty());
        when(clock.instant()).thenAnswer(call -> now);
        lag(0);
    }

    private void lag(long events) {
        when(views.status("orders"))
                .thenReturn(
                        Optional.of(new ViewStatus("orders", "orders", 1, 10, events, 0, List.of(), 0, null, ViewStatus.State.FOLLOWING)));
    }

    @Test
    void manyWhoGlanceLookOnceASecond() {
        panels.glance();
        now = now.plusMillis(999);
        panels.glance();
        verify(views, times(1)).status("orders");
        now = now.plusMillis(1);
        panels.glance();
        verify(views, times(2)).status("orders");
    }

    @Test
    void whoLooksSeesWhatIsNow() {
        panels.glance();
        lag(5);
        assertThat(panels.look().getFirst().status().lagEvents()).isEqualTo(5);
    }

    @Test
    void lagIsRememberedForTwoMinutes() {
        lag(80);
        panels.look();
        lag(0);
        now = now.plus(Duration.ofSeconds(120));
        assertThat(panels.look().getFirst().curve().highest()).isEqualTo(80);
        now = now.plusMillis(1);
        assertThat(panels.look().getFirst().curve().highest()).isZero();
    }

    @Test
    void fastClicksMakeNoFinerCurve() {
        for (int i = 0; i < 100; i++) {
            lag(i);
            panels.look();
            now = now.plusMillis(100);
        }
        assertThat(panels.look().getFirst().curve().points().split(" ")).hasSizeLessThan(25);
    }
}
