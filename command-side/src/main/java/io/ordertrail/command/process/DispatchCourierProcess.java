package io.ordertrail.command.process;

import io.ordertrail.events.CourierEvent;
import io.ordertrail.events.CourierEvent.CourierFreed;
import io.ordertrail.events.CourierEvent.CourierWentOnDuty;
import java.util.Optional;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.springframework.stereotype.Component;

/** Keeps the couriers' cards on the board up to date, and finds work for those who have become available. */
@Component
@ProcessingGroup(ProcessGroup.NAME)
class DispatchCourierProcess {

    private final DispatchBoard board;
    private final Dispatch dispatch;
    private final Histories histories;

    DispatchCourierProcess(DispatchBoard board, Dispatch dispatch, Histories histories) {
        this.board = board;
        this.dispatch = dispatch;
        this.histories = histories;
    }

    @EventHandler
    void on(CourierEvent event, @SequenceNumber long sequence) {
        Optional<CourierCard> known = board.find(event.courierId());
        if (known.isEmpty() || known.get().version() < sequence) {
            board.note(known.filter(card -> card.version() == sequence - 1)
                    .map(card -> CourierCard.evolve(card, event, sequence))
                    .orElseGet(() -> CourierCard.of(histories.of(event.courierId(), CourierEvent.class))));
        }
        if (event instanceof CourierWentOnDuty || event instanceof CourierFreed) {
            dispatch.seekWork(event.courierId());
        }
    }
}
