package io.ordertrail.query.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.ordertrail.events.AccountEvent.AccountOpened;
import io.ordertrail.events.AccountEvent.AuthorizationReversed;
import io.ordertrail.events.AccountEvent.CardLimitChanged;
import io.ordertrail.events.AccountEvent.PaymentAuthorized;
import io.ordertrail.events.AccountEvent.PaymentCaptured;
import io.ordertrail.events.AccountEvent.RefundIssued;
import io.ordertrail.events.AccountId;
import io.ordertrail.events.ConsumerId;
import io.ordertrail.events.DomainEvent;
import io.ordertrail.events.Money;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.PaymentStatus;
import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.views.documents.StoreTest;
import io.ordertrail.views.following.FoldedViews;
import io.ordertrail.views.history.History;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.bson.RawBsonDocument;
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
    private final AccountPaymentsProjection payments = new AccountPaymentsProjection();
    private FoldedViews folded;
    private AccountQuery query;

    @BeforeEach
    void create(MongoDatabase database) {
        folded = new FoldedViews(database, projection, payments);
        query = new AccountQuery(folded.views(), projection, payments);
    }

    @Test
    void whatIsStoredComesBackWithEveryField() {
        History history = History.of(OPENED, new CardLimitChanged(ACCOUNT, SUM), new PaymentAuthorized(ACCOUNT, FIRST, SUM),
                new PaymentCaptured(ACCOUNT, FIRST, SUM), new RefundIssued(ACCOUNT, FIRST, SUM, "cold", null),
                AuthorizationReversed.ahead(ACCOUNT, SECOND));
        history.recorded().forEach(event -> folded.publish((DomainEvent) event.payload()));

        assertThat(find(ACCOUNT.value())).contains(new Account(ACCOUNT, 5, true, SUM, Money.zero(SUM.currency()),
                List.of(new Authorization(FIRST, PaymentStatus.REFUNDED, SUM, SUM),
                        new Authorization(SECOND, PaymentStatus.REVERSED, null, null))));
    }

    /** One of its payments would be missing, without a word. */
    @Test
    void anAccountOfWhichOnePaymentCannotBeReadIsRefusedByItsCode(MongoDatabase database) {
        folded.publish(OPENED, new PaymentAuthorized(ACCOUNT, FIRST, SUM), new PaymentAuthorized(ACCOUNT, SECOND, SUM));
        String payment = ACCOUNT.value() + "/" + FIRST.value();
        database.getCollection("account-payments.1").updateOne(Filters.eq(payment), Updates.set("d.amount", "much"));
        folded.views().live(payments).entriesOf(List.of(new ConsistencyToken(ACCOUNT.toString(), 1, FIRST.value())));

        assertThatThrownBy(() -> find(ACCOUNT.value())).asInstanceOf(InstanceOfAssertFactories.type(Refusal.class))
                .returns(Code.UNREADABLE, Refusal::code);
    }

    /** An account is opened by a process: whoever has registered a consumer must not be told that there is none. */
    @Test
    void aConsumersTokenAsksForTheAccountThatFollowsFromIt() {
        ConsistencyToken registered = new ConsistencyToken(ADA.toString(), 3, "");
        assertThatThrownBy(() -> query.handle(new FindAccount(ACCOUNT.value(), List.of(registered))))
                .asInstanceOf(InstanceOfAssertFactories.type(Refusal.class)).returns(Code.VIEW_BEHIND, Refusal::code);

        folded.publish(OPENED);

        assertThat(query.handle(new FindAccount(ACCOUNT.value(), List.of(registered)))).isPresent();
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

    @Test
    void aPaymentsTokenIsSatisfiedOnceBothViewsHaveIt() {
        folded.publish(OPENED);
        ConsistencyToken token = new ConsistencyToken(ACCOUNT.toString(), 1, FIRST.value());
        assertThatThrownBy(() -> find(ACCOUNT.value(), token)).isInstanceOf(Refusal.class);

        folded.publish(new PaymentAuthorized(ACCOUNT, FIRST, SUM));

        assertThat(find(ACCOUNT.value(), token).orElseThrow().authorizations()).hasSize(1);
    }

    @Test
    void othersPaymentsAreNotItsOwn() {
        AccountId longer = new AccountId(ACCOUNT.value() + "1");
        folded.publish(OPENED, new PaymentAuthorized(ACCOUNT, FIRST, SUM), new AccountOpened(longer, ADA),
                new PaymentAuthorized(longer, SECOND, SUM));

        assertThat(find(ACCOUNT.value()).orElseThrow().authorizations()).extracting(Authorization::orderId).containsExactly(FIRST);
    }

    /** MongoDB takes no document of more than 16 MB, which an account with some 130,000 payments would have been. */
    @Test
    void noDocumentGrowsWithThePaymentsThereEverWere(MongoDatabase database) {
        folded.publish(OPENED);
        for (int order = 0; order < 300; order++) {
            OrderId id = new OrderId("01KAV9Z5N3Q8T6M2X4R7%06d".formatted(order));
            folded.publish(new PaymentAuthorized(ACCOUNT, id, SUM), new PaymentCaptured(ACCOUNT, id, SUM));
        }

        assertThat(find(ACCOUNT.value()).orElseThrow().authorizations()).hasSize(300);
        for (String view : List.of("accounts.1", "account-payments.1")) {
            assertThat(database.getCollection(view, RawBsonDocument.class).find().into(new ArrayList<>()))
                    .allSatisfy(document -> assertThat(document.getByteBuffer().remaining()).isLessThan(500));
        }
    }

    private Optional<Account> find(String id, ConsistencyToken... tokens) {
        return query.handle(new FindAccount(id, Arrays.asList(tokens)));
    }
}
