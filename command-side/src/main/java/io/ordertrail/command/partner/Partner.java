package io.ordertrail.command.partner;

import io.ordertrail.platform.subscription.Answer;
import java.io.IOException;

/** Somebody outside who does something for the house, and does it once however often it is told the same. */
interface Partner {

    /** @throws IOException if there was no answer in time */
    Answer tell(Message message) throws IOException;
}
