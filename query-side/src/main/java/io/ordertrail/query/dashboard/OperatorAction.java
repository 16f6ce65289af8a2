package io.ordertrail.query.dashboard;

import io.ordertrail.platform.actions.Action;
import java.time.Instant;
import java.util.List;
import org.springframework.web.util.UriUtils;

/**
 * What an operator has done, as it is read.
 *
 * @param what was asked for, such as: Roll order-history back
 * @param outcome what came of it
 * @param well whether it was done
 */
record OperatorAction(Instant at, String by, String what, String outcome, boolean well) {

    private static final int FAILURE = 500;

    static OperatorAction of(Action action) {
        String outcome = action.done() ? "done" : "%s (%d)".formatted(action.status() < FAILURE ? "refused" : "failed", action.status());
        return new OperatorAction(action.at(), action.by() == null ? "somebody" : action.by(), inWords(action.method(), action.path()),
                action.note() == null ? outcome : "%s: %s".formatted(outcome, action.note()), action.done());
    }

    /** Whether it was about that view. */
    static boolean isAbout(String view, Action action) {
        List<String> path = pathOf(action.path());
        return path.size() > 1 && List.of("views", "processors").contains(path.get(0)) && path.get(1).equals(view);
    }

    private static List<String> pathOf(String address) {
        String path = UriUtils.decode(address, java.nio.charset.StandardCharsets.UTF_8);
        return List.of(path.replaceFirst("^/(dashboard/)?(processors/processes/parked|attention/parked)/", "/parked/")
                .replaceFirst("^/(dashboard/)?", "").split("/"));
    }

    private static String inWords(String method, String address) {
        List<String> path = pathOf(address);
        if (path.size() < 2) {
            return "%s %s".formatted(method, address);
        }
        String thing = path.get(1);
        String last = method.equals("DELETE") ? "delete" : path.getLast();
        return switch (path.getFirst() + " " + last) {
            case "views rebuilds" -> "Rebuild " + thing;
            case "views cancel", "views delete" -> "Cancel the rebuild of " + thing;
            case "views switch" -> "Switch %s to what was rebuilt".formatted(thing);
            case "views rollback" -> "Roll %s back".formatted(thing);
            case "views checkpoints" -> "Write a checkpoint of " + thing;
            case "views heal", "views heal-all" -> "Heal documents of " + thing;
            case "processors pause", "subscriptions pause" -> "Pause " + thing;
            case "processors resume", "subscriptions resume" -> "Resume " + thing;
            case "processors split" -> "Split a segment of " + thing;
            case "processors merge" -> "Merge segments of " + thing;
            case "parked retry" -> "Try %s again".formatted(thing);
            case "parked delete", "parked discard" -> "Give up an event of " + thing;
            case "subscriptions replay" -> "Tell %s again of what was".formatted(thing);
            case "subscriptions delete" -> "Remove " + (path.size() > 2 ? "a delivery to " + thing : thing);
            case "dispatch reconcile" -> "Compare the dispatch with the events";
            default -> path.getFirst().equals("subscriptions") && method.equals("PUT") ? "Subscribe " + thing
                    : "%s %s".formatted(method, address);
        };
    }
}
