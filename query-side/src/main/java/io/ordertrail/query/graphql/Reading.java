package io.ordertrail.query.graphql;

import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.query.Queries;
import io.ordertrail.query.live.Topic;
import java.util.List;

/**
 * One operation's asking of queries: under its tokens, whatever field it is for. Once a view could not be asked, none is any more: a store that is
 * away would be waited for again and again.
 */
final class Reading {

    /** Its name in GraphQL's context, and of the parameters that it is given to. */
    static final String NAME = "reading";

    private final Queries queries;
    private final List<ConsistencyToken> tokens;
    private final String happenedTo;
    private volatile Topic topic;
    private volatile Refusal away;
    private volatile Refusal behind;

    /**
     * @param tokens whose events must be seen
     * @param happenedTo the order that something has happened to, if that is why a subscription is answered; else null
     */
    Reading(Queries queries, List<ConsistencyToken> tokens, String happenedTo) {
        this.queries = queries;
        this.tokens = tokens;
        this.happenedTo = happenedTo;
    }

    List<ConsistencyToken> tokens() {
        return tokens;
    }

    /** @throws Refusal as {@link Queries} do */
    <R> R ask(Object query, Class<R> type) {
        if (away != null) {
            throw away;
        }
        try {
            return queries.ask(query, type);
        } catch (Refusal refusal) {
            if (refusal.code() == Code.VIEW_BEHIND) {
                behind = refusal;
            } else if (refusal.isFailure()) {
                away = refusal;
            }
            throw refusal;
        }
    }

    /** Why it could not be answered as a whole, be it that a view is behind; null if it could. */
    Refusal failure() {
        return away != null ? away : behind;
    }

    /** The order that something has happened to; null if a subscription only begins. */
    String happenedTo() {
        return happenedTo;
    }

    void follow(Topic wanted) {
        topic = wanted;
    }

    /** What a subscription wants to follow; null if it was refused. */
    Topic topic() {
        return topic;
    }
}
