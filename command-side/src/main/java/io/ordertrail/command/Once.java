package io.ordertrail.command;

import io.ordertrail.command.IdempotencyKeys.Claim;
import io.ordertrail.command.IdempotencyKeys.State;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.platform.security.Caller;
import io.ordertrail.platform.security.OnBehalf;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Does what a caller asks for under an {@code Idempotency-Key} once, however often, wherever and how many at a time it is asked for, and answers
 * each time alike. The key stands for an id, the deed is done under that id, and what was done is found again by it: so it does not matter where
 * a node dies on the way. What was refused has done nothing, and leaves its key to any request.
 */
@Component
public class Once {

    private static final Logger LOG = LoggerFactory.getLogger(Once.class);

    private final IdempotencyKeys keys;
    private final FirstEvents made;
    private final Supplier<String> caller;

    /** @param current stands for whichever request a thread is answering; there is none where nobody serves the API */
    @Autowired
    Once(IdempotencyKeys keys, FirstEvents made, ObjectProvider<HttpServletRequest> current) {
        this(keys, made, () -> Caller.of(current.getObject()).subject());
    }

    /** @param caller who asks; null where nobody must say who they are */
    public Once(IdempotencyKeys keys, FirstEvents made, Supplier<String> caller) {
        this.keys = keys;
        this.made = made;
        this.caller = caller;
    }

    /**
     * @param key null if the client gave none: then each request is one of its own
     * @param request all that is asked, the operation included: records, and lists of them
     * @throws Refusal as the deed is refused; {@code IN_PROGRESS} while the first request with this key is being answered,
     *     {@code IDEMPOTENCY_KEY_REUSED} if it was another one
     */
    public <A> A answer(String key, Object request, Deed<A> deed) {
        return key == null ? deed.perform(Ids.next()) : answer(own(key, request), Fingerprint.of(request), deed);
    }

    /** Two callers' equal keys are two. Where nobody says who they are, who orders is whom they order for. */
    private String own(String key, Object request) {
        String subject = caller.get();
        if (subject != null) {
            return Fingerprint.of(List.of("", subject, key));
        }
        return Fingerprint.of(List.of(request instanceof OnBehalf onBehalf ? onBehalf.consumerId() : "", key));
    }

    private <A> A answer(String key, String fingerprint, Deed<A> deed) {
        String proposed = Ids.next();
        String attempt = Ids.next();
        Claim claim = keys.claim(key, fingerprint, proposed, attempt);
        if (claim.state() == State.REUSED || claim.state() == State.OTHERS_IN_PROGRESS && isDone(claim)) {
            throw reused();
        }
        Optional<A> earlier = claim.id().equals(proposed) ? Optional.empty() : find(deed, claim, key, attempt);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        if (claim.state() != State.TAKEN) {
            throw Refusal.ofField(Code.IN_PROGRESS, "Idempotency-Key", "The first request with this key is still being answered");
        }
        return perform(deed, claim, key, attempt);
    }

    /** Whatever it was that the other request asked for. */
    private boolean isDone(Claim claim) {
        return claim.note() != null || made.isAny(claim.id());
    }

    /** Of several attempts under the key's id, sent to whatever node and believed to be over or not, the store takes one. */
    private <A> A perform(Deed<A> deed, Claim claim, String key, String attempt) {
        try {
            A done = deed.perform(claim.id());
            deed.note(done).ifPresent(note -> end(() -> keys.note(key, attempt, note)));
            return done;
        } catch (Refusal refusal) {
            if (refusal.isFailure()) {
                // Whether it is stored need not be known, and the caller need not wait while a store that did not answer is asked again.
                end(() -> keys.giveUp(key, attempt));
                throw refusal;
            }
            Optional<A> done = find(deed, claim, key, attempt);
            if (done.isEmpty()) {
                end(() -> keys.free(key, attempt));
                throw refusal;
            }
            return done.get();
        }
    }

    /** What was done under the key; a request that the key came with before, and that was refused, may have been done after all. */
    private <A> Optional<A> find(Deed<A> deed, Claim claim, String key, String attempt) {
        Optional<A> done = claim.note() == null ? deed.find(claim.id()) : Optional.of(deed.noted(claim.note()));
        if (done.filter(other -> !deed.isAskedFor(claim.id(), other)).isPresent()) {
            end(() -> keys.free(key, attempt));
            throw reused();
        }
        return done;
    }

    private static Refusal reused() {
        return Refusal.ofField(Code.IDEMPOTENCY_KEY_REUSED, "Idempotency-Key", "This key was used for another request");
    }

    /** An attempt that is not ended ends by itself. */
    private static void end(Runnable attempt) {
        try {
            attempt.run();
        } catch (RuntimeException e) {
            LOG.debug("The key's store does not answer", e);
        }
    }
}
