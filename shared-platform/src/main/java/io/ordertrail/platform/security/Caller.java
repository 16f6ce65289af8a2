package io.ordertrail.platform.security;

import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;

/**
 * Who asks.
 *
 * @param subject by which one caller is told from another; null where nobody must say who they are
 * @param role null for somebody who has none: they may nothing
 * @param ids the consumer, restaurants or courier that they are
 */
public record Caller(String subject, Role role, Set<String> ids, Owners owners) {

    private static final String ATTRIBUTE = Caller.class.getName();
    private static final Caller NOBODY = new Caller(null, null, Set.of(), null);

    /** Of a request that has been let in; nobody of one that has not. */
    public static Caller of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Caller caller ? caller : NOBODY;
    }

    static Caller operator(Owners owners) {
        return new Caller(null, Role.OPERATOR, Set.of(), owners);
    }

    public boolean mayAnything() {
        return role == Role.OPERATOR;
    }

    void enter(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /**
     * Of a field of GraphQL, such as {@code Query.order}.
     *
     * @param id of what it is about, null if it names nothing
     * @param root whether it is where an operation begins: one that does not stand in the table is then for operators only
     * @throws Refusal {@code FORBIDDEN} if it is not for their role, {@code NOT_FOUND} for another's thing
     */
    public void requireField(String field, String id, boolean root) {
        Rights.of(field).ifPresentOrElse(right -> require(right, id), () -> {
            if (root && !mayAnything()) {
                throw forbidden();
            }
        });
    }

    /** @throws Refusal {@code FORBIDDEN} if it is not for their role, {@code NOT_FOUND} for another's thing */
    void require(Right right, String id) {
        switch (whose(right)) {
            case NONE -> throw forbidden();
            // What a body says is not known yet.
            case OWN, OWN_WITHOUT_PAYMENT -> {
                if (right.thing() != Thing.BODY) {
                    requireOwn(right.thing(), id);
                }
            }
            case ANY -> {
                // Whosever it is.
            }
        }
    }

    Whose whose(Right right) {
        return role == null ? Whose.NONE : right.of(role);
    }

    /** One answer for what is another's and for what is not there, so that neither tells anything of the other. */
    void requireOwn(Thing thing, String id) {
        if (id == null || owners.of(thing, id, role).filter(ids::contains).isEmpty()) {
            throw Refusal.of(Code.NOT_FOUND, "There is no such thing of yours");
        }
    }

    private static Refusal forbidden() {
        return Refusal.of(Code.FORBIDDEN, "That is not for your role");
    }
}
