package io.ordertrail.command.accounting;

import io.ordertrail.command.Snapshots;
import io.ordertrail.events.AccountId;
import io.ordertrail.events.AggregateId;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** With each snapshot of an account, what is kept of its payments is brought up to date. */
@Configuration(proxyBeanMethods = false)
class AccountSnapshots {

    @Bean
    SnapshotTriggerDefinition accountSnapshotTrigger(@Value("${ordertrail.snapshot.account}") int events, Snapshots snapshots,
            EndedPayments payments) {
        return snapshots.after(events, id -> payments.keep(new AccountId(AggregateId.valueOf(id))));
    }
}
