package io.ordertrail.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.Timer;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.function.BiPredicate;
import java.util.random.RandomGenerator;
import org.axonframework.messaging.annotation.MessageHandler;
import org.axonframework.spring.stereotype.Aggregate;
import org.springframework.stereotype.Component;

/** Where a class lives below the root package: which side of the house, and which feature there. */
record Rooms(String root) {

    static final DescribedPredicate<JavaClass> WEB = resideInAnyPackage("org.springframework.web..", "org.springframework.http..",
            "jakarta.servlet..");

    /** What gives another answer each time it is asked. */
    static final DescribedPredicate<JavaClass> CHANCE = assignableTo(Clock.class).or(assignableTo(RandomGenerator.class))
            .or(type(UUID.class))
            .or(resideInAPackage("com.github.f4b6a3.ulid..")).as("time, chance or new ids");

    static final DescribedPredicate<JavaClass> HANDLING = describe("with message handlers",
            type -> type.getMethods().stream().anyMatch(method -> method.isMetaAnnotatedWith(MessageHandler.class)));

    private static final Set<String> THREADS = Set.of("ofPlatform", "ofVirtual", "startVirtualThread");

    /** What makes a thread, or has somebody else make one. */
    static final DescribedPredicate<JavaAccess<?>> STARTING_A_THREAD = describe("that starts a thread", access -> {
        AccessTarget target = access.getTarget();
        JavaClass owner = target.getOwner();
        // Not by whoever makes one of the house: that is looked into where it is. What is abstract has no threads yet.
        boolean made = target.getName().equals("<init>") && !owner.getPackageName().startsWith("io.ordertrail")
                && !owner.getModifiers().contains(JavaModifier.ABSTRACT);
        return owner.isEquivalentTo(Executors.class)
                || made && (owner.isAssignableTo(Executor.class) || owner.isAssignableTo(ThreadFactory.class)
                        || owner.isAssignableTo(Timer.class))
                || owner.isAssignableTo(Thread.class) && (made || THREADS.contains(target.getName()))
                || owner.isEquivalentTo(CompletableFuture.class) && isOnAnyThread(target);
    });

    /**
     * They have threads of their own, each for a question whose asker waits for a bounded time and is told whatever it ends with: nobody else need
     * see to them.
     */
    private static final Set<String> ANSWERING =
            Set.of("query.Queries", "platform.telemetry.Latest", "query.composition.Composition", "command.ConflictRetry");

    private static final Set<String> NO_AGGREGATES =
            Set.of("", "process", "dispatch", "gateway", "admission", "deadline", "partner", "store");
    private static final Set<String> NO_VIEWS =
            Set.of("", "event", "dashboard", "live", "composition", "export", "graphql", "subscription");

    /** Everything of one side: {@code events}, {@code command}, {@code views}, {@code query}… */
    DescribedPredicate<JavaClass> side(String side) {
        return resideInAPackage(root + "." + side + "..").as("of " + side);
    }

    DescribedPredicate<JavaClass> feature(String side, String feature) {
        return resideInAPackage(root + "." + side + "." + feature + "..").as("of " + side + "." + feature);
    }

    DescribedPredicate<JavaClass> named(String below) {
        return name(root + "." + below).forSubtype();
    }

    DescribedPredicate<JavaClass> aggregatePackages() {
        return describe("of an aggregate's package",
                type -> featureOf("command", type).filter(name -> !NO_AGGREGATES.contains(name)).isPresent());
    }

    DescribedPredicate<JavaClass> viewPackages() {
        return describe("of a view's package", type -> featureOf("query", type).filter(name -> !NO_VIEWS.contains(name)).isPresent());
    }

    /** Of the platform, or answering somebody. */
    DescribedPredicate<JavaClass> minding() {
        return describe("that mind their threads", type -> type.getPackageName().equals(root + ".platform.supervision")
                || ANSWERING.stream().anyMatch(name -> named(name).test(outermost(type))));
    }

    private static boolean isOnAnyThread(AccessTarget target) {
        return target.getName().equals("delayedExecutor")
                || target.getName().endsWith("Async") && target instanceof CodeUnitAccessTarget called
                        && called.getRawParameterTypes().stream().noneMatch(type -> type.isEquivalentTo(Executor.class));
    }

    /** Aggregates with what they are made of, and projections: what must give the same result each time it is asked. */
    DescribedPredicate<JavaClass> decidingOrFolding() {
        DescribedPredicate<JavaClass> partOfAggregate = aggregatePackages().and(describe("no bean", type -> !isBean(outermost(type))));
        return describe("that decide or fold",
                type -> partOfAggregate.test(type) || projections().test(outermost(type)) || side("events").test(type));
    }

    DescribedPredicate<JavaClass> projections() {
        return describe("projections", type -> !type.isInterface() && type.isAssignableTo(root + ".views.projection.Projection"));
    }

    /**
     * A class knows nothing of its own side beyond its own feature, what all features share, and what is allowed here.
     *
     * @param allowed of a target's feature and the target
     */
    ArchCondition<JavaClass> knowNoOtherFeatureOf(String side, BiPredicate<String, JavaClass> allowed) {
        return new ArchCondition<>("know no other feature of " + side) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                String own = featureOf(side, type).orElse("");
                type.getDirectDependenciesFromSelf().forEach(dependency -> {
                    JavaClass target = dependency.getTargetClass().getBaseComponentType();
                    featureOf(side, target)
                            .filter(feature -> !feature.isEmpty() && !feature.equals(own) && !allowed.test(feature, target))
                            .ifPresent(feature -> events.add(SimpleConditionEvent.violated(type, dependency.getDescription())));
                });
            }
        };
    }

    /** What a feature shows to others: messages, answers and interfaces, never what handles them. */
    static boolean isMessageOrPort(JavaClass type) {
        return type.isInterface() || type.isRecord() || type.isEnum();
    }

    /** The package's name below its side; empty for what lives on the side itself, absent for what lives elsewhere. */
    private Optional<String> featureOf(String side, JavaClass type) {
        String start = root + "." + side;
        String name = type.getPackageName();
        if (name.equals(start)) {
            return Optional.of("");
        }
        return name.startsWith(start + ".") ? Optional.of(name.substring(start.length() + 1).split("\\.")[0]) : Optional.empty();
    }

    /** Axon makes a bean definition of each aggregate, but no aggregate is a bean that others are given. */
    private static boolean isBean(JavaClass type) {
        return type.isMetaAnnotatedWith(Component.class) && !type.isAnnotatedWith(Aggregate.class);
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(Rooms::outermost).orElse(type);
    }
}
