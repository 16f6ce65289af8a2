package io.ordertrail.views.following;

import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.views.documents.Unreadable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.axonframework.config.Configurer;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.queryhandling.QueryMessage;
import org.springframework.stereotype.Component;

/**
 * A query reads the generation that was live when it asked, and one that takes long, or whose node stands still meanwhile, may be overtaken: by a
 * roll back, after which it has found more than anybody else for a while; by two rebuilds, of which the second has dropped it, and then it has
 * found less than there is, or nothing. Afterwards is looked whether all that it was handed is live still; if not, it is asked again, whatever it
 * came to. One that comes upon a document that cannot be read is asked again, too, once that is parked: from then on only who asks for that very one
 * meets with it.
 */
@Component
class AskedAgain implements ConfigurerModule {

    private static final String HANDED = AskedAgain.class.getName();

    /** Rebuilds do not overtake each other like that; who is overtaken every time stands still in between. */
    private static final int ATTEMPTS = 3;

    /** Documents that cannot be read, parked for one query: more of them are the next one's. */
    private static final int PARKED = 20;

    /** At the start, and so after all others: asking again passes none of them by. */
    @Override
    public void configureModule(Configurer configurer) {
        configurer.onInitialize(
                configuration -> configuration.onStart(() -> configuration.queryBus().registerHandlerInterceptor(AskedAgain::answer)));
    }

    /** @param kept says whether what a query has just been handed is kept still */
    static void handed(BooleanSupplier kept) {
        CurrentUnitOfWork.ifStarted(unit -> unit.<List<BooleanSupplier>>getOrComputeResource(HANDED, none -> new ArrayList<>()).add(kept));
    }

    private static Object answer(UnitOfWork<? extends QueryMessage<?, ?>> unit, InterceptorChain chain) throws Exception {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            unit.resources().remove(HANDED);
            try {
                Object answer = answer(chain);
                if (kept(unit)) {
                    return answer;
                }
            } catch (RuntimeException e) {
                if (kept(unit)) {
                    throw e;
                }
            }
        }
        throw Refusal.of(Code.UNAVAILABLE, "What is read is being rebuilt again and again");
    }

    private static Object answer(InterceptorChain chain) throws Exception {
        for (int parked = 0; parked < PARKED; parked++) {
            try {
                return chain.proceed();
            } catch (Unreadable e) {
                e.park();
            }
        }
        throw Refusal.of(Code.UNREADABLE, "More than %d documents of this cannot be read".formatted(PARKED));
    }

    private static boolean kept(UnitOfWork<?> unit) {
        List<BooleanSupplier> handed = unit.getResource(HANDED);
        return handed == null || handed.stream().allMatch(BooleanSupplier::getAsBoolean);
    }
}
