package io.ordertrail.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.metaAnnotatedWith;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.mongodb.client.MongoDatabase;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.gateway.EventGateway;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MessageHandler;
import org.axonframework.queryhandling.QueryHandler;
import org.axonframework.queryhandling.QueryUpdateEmitter;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;
import org.axonframework.spring.stereotype.Saga;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Controller;

/** The house's rules. Each is seen to fail on the classes in the package that bears its name. */
enum Rule {

    EVENTS_ARE_PLAIN(house -> classes().that(house.side("events"))
            .should().onlyDependOnClassesThat(house.side("events")
                    .or(resideInAnyPackage("java..", "com.fasterxml.jackson.annotation.."))
                    .or(type(Revision.class)))),

    THE_PLATFORM_KNOWS_NEITHER_SIDE(house -> noClasses().that(house.side("platform"))
            .should()
            .dependOnClassesThat(house.side("command").or(house.side("query")).or(house.side("views")).or(house.side("standalone")))),

    THE_SIDES_NEVER_NAME_EACH_OTHER(house -> CompositeArchRule.of(
            noClasses().that(house.side("command")).should().dependOnClassesThat(house.side("query").or(house.side("standalone"))))
            .and(noClasses().that(house.side("query")).should().dependOnClassesThat(house.side("command").or(house.side("standalone"))))),

    AN_AGGREGATE_KNOWS_NO_OTHER(house -> classes().that(house.aggregatePackages())
            .should(house.knowNoOtherFeatureOf("command", (feature, target) -> false))),

    PROCESSES_KNOW_EVENTS_AND_COMMANDS(house -> CompositeArchRule.of(
            classes().that(house.feature("command", "process"))
                    .should(house.knowNoOtherFeatureOf("command", (feature, target) -> Rooms.isMessageOrPort(target))))
            .and(noClasses().that(house.feature("command", "process"))
                    .should().dependOnClassesThat(Rooms.WEB.or(house.feature("command", "dispatch"))))),

    THE_DISPATCH_KNOWS_COMMANDS_AND_STEPS(house -> classes().that(house.feature("command", "dispatch"))
            .should(house.knowNoOtherFeatureOf("command",
                    (feature, target) -> feature.equals("process") || Rooms.isMessageOrPort(target)))),

    GATEWAYS_FILL_IN_INTERFACES(house -> CompositeArchRule.of(
            classes().that(house.feature("command", "gateway"))
                    .should(house.knowNoOtherFeatureOf("command", (feature, target) -> Rooms.isMessageOrPort(target))))
            .and(noClasses().that(house.side("command")).and(not(house.feature("command", "gateway")))
                    .should().dependOnClassesThat(house.feature("command", "gateway")))),

    PORTS_KNOW_EVENTS_AND_COMMANDS(house -> classes().that(house.feature("command", "partner"))
            .should(house.knowNoOtherFeatureOf("command", (feature, target) -> Rooms.isMessageOrPort(target)))),

    THE_STORE_FILLS_IN_INTERFACES(house -> classes().that(house.feature("command", "store"))
            .should(house.knowNoOtherFeatureOf("command", (feature, target) -> Rooms.isMessageOrPort(target)))),

    A_VIEW_KNOWS_NO_OTHER(house -> CompositeArchRule.of(
            classes().that(house.viewPackages())
                    .should(house.knowNoOtherFeatureOf("query", (feature, target) -> feature.equals("event"))))
            .and(noClasses().that(house.viewPackages()).should().dependOnClassesThat(house.feature("views", "rebuild")))),

    THE_VIEW_MACHINERY_KNOWS_NO_VIEW(house -> CompositeArchRule.of(
            noClasses().that(house.side("views"))
                    .should().dependOnClassesThat(house.side("query").or(house.side("command")).or(house.side("standalone"))))
            .and(noClasses().that(house.side("views")).should().dependOnClassesThat(house.side("events")
                    .and(not(house.named("events.DomainEvent"))).and(not(house.named("events.AggregateId")))))),

    FOLLOWING_KNOWS_NO_REBUILD(house -> noClasses()
            .that(house.side("views")).and(not(house.feature("views", "rebuild"))).and(not(house.feature("views", "checkpoint")))
            .and(not(house.feature("views", "operations")))
            .should().dependOnClassesThat(house.feature("views", "rebuild"))),

    THE_DATABASE_HAS_FEW_DOORS(house -> noClasses()
            .that(house.side("views").or(house.side("query"))).and(not(house.feature("views", "state")))
            .and(not(house.feature("views", "documents"))).and(not(house.named("views.following.ViewTokens")))
            .and(not(house.named("query.Cursors")))
            .should().dependOnClassesThat(type(MongoDatabase.class))),

    THE_DASHBOARD_ASKS_LIKE_A_CLIENT(house -> CompositeArchRule.of(
            classes().that(house.feature("query", "dashboard")).should(house.knowNoOtherFeatureOf("query",
                    (feature, target) -> Rooms.isMessageOrPort(target))))
            .and(noClasses().that(house.feature("query", "dashboard")).should().dependOnClassesThat(house.side("events")))),

    LIVE_STREAMS_ASK_LIKE_A_CLIENT(house -> CompositeArchRule.of(
            classes().that(house.feature("query", "live")).should(house.knowNoOtherFeatureOf("query",
                    (feature, target) -> feature.equals("event") || Rooms.isMessageOrPort(target))))
            .and(noClasses().that(house.feature("query", "live")).should().dependOnClassesThat(house.feature("views", "rebuild")))),

    GRAPHQL_ASKS_LIKE_A_CLIENT(house -> CompositeArchRule.of(
            classes().that(house.feature("query", "graphql"))
                    .should(house.knowNoOtherFeatureOf("query", (feature, target) -> Rooms.isMessageOrPort(target))))
            .and(noClasses().that(house.feature("query", "graphql"))
                    .should().dependOnClassesThat(house.feature("views", "rebuild")))),

    A_COMPOSITION_ASKS_ITS_PARTS(house -> CompositeArchRule.of(
            classes().that(house.feature("query", "composition"))
                    .should(house.knowNoOtherFeatureOf("query", (feature, target) -> Rooms.isMessageOrPort(target))))
            .and(noClasses().that(house.feature("query", "composition"))
                    .should().dependOnClassesThat(house.feature("query", "orderhistory").or(house.side("views"))))),

    THE_STANDALONE_ONLY_COMPOSES(house -> CompositeArchRule.of(
            noClasses().that(house.side("standalone")).should().beMetaAnnotatedWith(Controller.class).orShould()
                    .beAnnotatedWith(Aggregate.class))
            .and(noMethods().that().areDeclaredInClassesThat(house.side("standalone")).should().beMetaAnnotatedWith(MessageHandler.class))),

    WHAT_HANDLES_IS_HIDDEN(house -> classes()
            .that(house.projections().or(Rooms.HANDLING).or(annotatedWith(Aggregate.class)).or(metaAnnotatedWith(Controller.class)))
            .should().notBePublic()),

    PACKAGES_ARE_NAMED_BY_FEATURE(house -> noClasses()
            .should().resideInAnyPackage("..util..", "..utils..", "..common..", "..impl..", "..dto..", "..service..", "..services..")),

    HANDLERS_ARE_CALLED_HANDLE_OR_ON(house -> CompositeArchRule.of(
            methods().that().areAnnotatedWith(CommandHandler.class).or().areAnnotatedWith(QueryHandler.class)
                    .should().haveName("handle"))
            .and(methods().that().areAnnotatedWith(EventHandler.class).or().areAnnotatedWith(EventSourcingHandler.class)
                    .should().haveName("on"))),

    TIME_AND_IDS_COME_FROM_MESSAGES(house -> noClasses().that(house.decidingOrFolding())
            .should().dependOnClassesThat(Rooms.CHANCE.or(house.named("command.Ids")))
            .orShould().accessTargetWhere(target(nameMatching("now|currentTimeMillis|nanoTime|random")))),

    AGGREGATES_SEND_NOTHING(house -> noClasses().that(house.aggregatePackages()).and(house.decidingOrFolding())
            .should()
            .dependOnClassesThat(type(CommandGateway.class).or(type(CommandBus.class)).or(house.named("command.Commands")))),

    VIEWS_SEND_NOTHING(house -> noClasses()
            .that(house.viewPackages().or(house.side("views")))
            .and(not(house.named("views.projection.NoEffects")))
            .should().dependOnClassesThat(type(CommandGateway.class).or(type(CommandBus.class)).or(type(EventGateway.class))
                    .or(type(QueryUpdateEmitter.class))
                    .or(resideInAnyPackage("java.net.http..", "org.apache.hc..", "org.springframework.web.client..",
                            "org.springframework.mail.."))
                    .or(house.feature("platform", "subscription")))),

    THREADS_ARE_SUPERVISED(house -> noClasses().that(not(house.minding()))
            .should().accessTargetWhere(Rooms.STARTING_A_THREAD)
            .orShould().dependOnClassesThat(type(Async.class).or(type(Scheduled.class)))),

    NOTHING_IS_A_SAGA(house -> noClasses()
            .should().dependOnClassesThat(resideInAnyPackage("org.axonframework.modelling.saga..")
                    .or(type(Saga.class)))),

    NOTHING_IS_INJECTED_INTO_FIELDS(house -> GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION),

    LOGS_GO_TO_ONE_PLACE(house -> CompositeArchRule.of(GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING)// Help is no log: it was asked for there.
            .and(noClasses().that(not(house.named("platform.start.Help"))).should(GeneralCodingRules.ACCESS_STANDARD_STREAMS))),

    ;

    private final Function<Rooms, ArchRule> rule;

    Rule(Function<Rooms, ArchRule> rule) {
        this.rule = rule;
    }

    /** The rule for the classes below this package; it allows that there are none yet. */
    ArchRule below(String root) {
        return rule.apply(new Rooms(root)).allowEmptyShould(true);
    }
}
