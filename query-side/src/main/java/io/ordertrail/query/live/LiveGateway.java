package io.ordertrail.query.live;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Answers a request with a stream that goes on until either side ends it. */
public interface LiveGateway {

    /**
     * @param lastEventId position of the last event that the client has, as it has written it; null or empty if it has none: then a stream about
     *     an order begins with the present state, one about a board with all of it, and one about a consumer with what comes from now on
     * @throws io.ordertrail.platform.refusal.Refusal {@code OVERLOADED} if this node has as many streams as it may have, {@code INVALID} if
     *     the last event's id is none
     */
    void open(Topic topic, LiveContent content, String lastEventId, HttpServletRequest request, HttpServletResponse response);
}
