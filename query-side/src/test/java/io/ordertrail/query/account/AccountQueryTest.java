package io.ordertrail.query.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoDatabase;
import io.ordertrail.events.AccountEvent.AccountOpened;
import io.ordertrail.events.AccountEvent.AuthorizationReversed;
import io.ordertrail.events.AccountEvent.CardLimitChanged;
import io.ordertrail.events.AccountEvent.PaymentAuthorized;
import io.ordertrail.events.AccountEvent.PaymentCaptured;
import io.ordertrail.events.AccountEvent.RefundIssued;
import io.ordertrail.events.AccountId;
import io.ordertrail.events.ConsumerId;
import io.ordertrail.events.Money;
import io.ordertrail.events.OrderId;
import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.query.Folded;
import io.ordertrail.query.view.FoldedViews;
import io.ordertrail.query.view.History;
import io.ordertrail.query.view.StoreTest;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@StoreTest
class AccountQueryTest {

    private static final ConsumerId ADA = new ConsumerId("01KAV9Y0A1B2C3D4E5F6G7H8JK");
    private static final AccountId ACCOUNT = AccountId.of(ADA);
    private static final OrderId FIRST = new OrderId("01KAV9Z5N3Q8T6M2X4R7W0Y1BC");
    private static final OrderId SECOND = new OrderId("01KAV9Z5N3Q8T6M2X4R7W0Y1BD");
    private static final Money SUM = Money.of("61.70", "EUR");
    private static final AccountOpened OPENED = new AccountOpened(ACCOUNT, ADA);

    private final AccountProjection projection = new AccountProjection();
    private FoldedViews folded;
    private AccountQuery query;

    @BeforeEach
    void create(MongoDatabase database) {
        folded = new FoldedViews(database, projection);
        query = new AccountQuery(folded.views(), projection);
    }

    @Test
    void whatIsStoredComesBackWithEveryField() {
        History history = History.of(OPENED, new CardLimitChanged(ACCOUNT, SUM), new PaymentAuthorized(ACCOUNT, FIRST, SUM),
                new PaymentCaptured(ACCOUNT, FIRST, SUM), new RefundIssued(ACCOUNT, FIRST, SUM, "cold", null),
                new AuthorizationReversed(ACCOUNT, SECOND, null));
        history.recorded().forEach(event -> folded.publish(event.payload()));

        assertThat(find(ACCOUNT.value())).contains(Folded.by(projection, history).get(ACCOUNT.value()));
    }

    @Test
    void whatWasNeverStoredIsNotFound() {
        assertThat(find(ACCOUNT.value())).isEmpty();
        assertThat(find("$ne.\"'\0")).isEmpty();
    }

    @Test
    void aTokenIsSatisfiedOnceItsEventIsFolded() {
        ConsistencyToken token = new ConsistencyToken(ACCOUNT.toString(), 0, "");
        assertThatThrownBy(() -> find(ACCOUNT.value(), token)).isInstanceOf(Refusal.class)
                .extracting(refusal -> ((Refusal) refusal).code()).isEqualTo(Code.VIEW_BEHIND);

        folded.publish(OPENED);

        assertThat(find(ACCOUNT.value(), token)).isPresent();
    }

    private Optional<AccountEntry> find(String id, ConsistencyToken... tokens) {
        return query.handle(new FindAccount(id, Arrays.asList(tokens)));
    }
}
