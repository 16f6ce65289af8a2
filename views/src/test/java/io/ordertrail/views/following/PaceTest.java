package io.ordertrail.views.following;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

class PaceTest {

    private final ScheduledExecutorService timer = mock(ScheduledExecutorService.class);
    private final Pace pace = new Pace(Duration.ofHours(1), timer);
    private final AtomicInteger heard = new AtomicInteger();
    private final Pace.Bell bell = pace.bell(heard::incrementAndGet);

    @Test
    void theFirstIsHeardAtOnceAndThoseAfterItTogetherWhenThePauseIsOver() {
        bell.ring();
        assertThat(heard).hasValue(1);
        bell.ring();
        bell.ring();
        assertThat(heard).hasValue(1);
        due().run();
        assertThat(heard).hasValue(2);
    }

    @Test
    void whatIsDueIsHeardAtOnceWhenSomebodyWaitsAndSoIsAllUntilNobodyDoes() {
        bell.ring();
        bell.ring();
        pace.hurry(true);
        assertThat(heard).hasValue(2);
        bell.ring();
        assertThat(heard).hasValue(3);
        due().run();
        assertThat(heard).as("nothing is due any more").hasValue(3);
        pace.hurry(false);
        bell.ring();
        assertThat(heard).hasValue(3);
    }

    @Test
    void withoutAPauseEachIsHeard() {
        Pace.Bell each = new Pace(Duration.ZERO, timer).bell(heard::incrementAndGet);
        each.ring();
        each.ring();
        assertThat(heard).hasValue(2);
    }

    @Test
    void aNodeThatStopsHearsNothingMoreAndNobodyIsTold() {
        when(timer.schedule(any(Runnable.class), anyLong(), any())).thenThrow(new RejectedExecutionException());
        bell.ring();
        bell.ring();
        assertThat(heard).hasValue(1);
    }

    /** There is one for however many have rung. */
    private Runnable due() {
        ArgumentCaptor<Runnable> due = ArgumentCaptor.forClass(Runnable.class);
        verify(timer, times(1)).schedule(due.capture(), anyLong(), any());
        return due.getValue();
    }
}
