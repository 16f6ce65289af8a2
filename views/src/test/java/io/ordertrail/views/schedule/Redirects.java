package io.ordertrail.views.schedule;

import io.ordertrail.platform.supervision.Supervisor;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.AbstractMap.SimpleEntry;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.axonframework.eventhandling.GenericEventMessage;

/**
 * Has the machinery, as it is, ask the {@link Schedule} where it asks the JVM for time, for threads, and to wait: each such call is rewritten into one
 * of these methods as its class is loaded. On threads of no schedule they do what was there before.
 */
public final class Redirects {

    private static final List<String> WHERE = List.of("io/ordertrail/views/", "io/ordertrail/platform/supervision/",
            "io/ordertrail/platform/membership/", "io/ordertrail/platform/processors/", "org/axonframework/eventhandling/pooled/",
            "org/axonframework/common/ProcessUtils", "org/axonframework/common/ProcessRetriesUtils");
    private static final String HERE = "io/ordertrail/views/schedule/";

    /** By owner, name and descriptor; to a method here of the same name, which takes the receiver, if there was one, as its first argument. */
    private static final Map<String, String> CALLS = Stream.of(
            call("java/lang/System", "nanoTime", "()J", true),
            call("java/lang/System", "currentTimeMillis", "()J", true),
            call("java/lang/Thread", "sleep", "(J)V", true),
            call("java/lang/Thread", "sleep", "(Ljava/time/Duration;)V", true),
            call("java/lang/Thread", "interrupted", "()Z", true),
            call("java/lang/Thread", "interrupt", "()V", false),
            call("java/lang/Thread", "start", "()V", false),
            call("java/lang/Thread", "join", "(Ljava/time/Duration;)Z", false),
            call("java/lang/Thread$Builder", "unstarted", "(Ljava/lang/Runnable;)Ljava/lang/Thread;", false),
            call("java/util/concurrent/locks/LockSupport", "parkNanos", "(J)V", true),
            call("java/util/concurrent/locks/LockSupport", "unpark", "(Ljava/lang/Thread;)V", true),
            call("java/util/concurrent/locks/Condition", "awaitNanos", "(J)J", false),
            call("java/util/concurrent/CompletableFuture", "join", "()Ljava/lang/Object;", false),
            call("java/util/concurrent/CompletableFuture", "orTimeout",
                    "(JLjava/util/concurrent/TimeUnit;)Ljava/util/concurrent/CompletableFuture;", false),
            call("java/util/concurrent/BlockingQueue", "poll", "(JLjava/util/concurrent/TimeUnit;)Ljava/lang/Object;", false),
            call("java/util/concurrent/Executors", "newFixedThreadPool",
                    "(ILjava/util/concurrent/ThreadFactory;)Ljava/util/concurrent/ExecutorService;", true),
            call("io/ordertrail/platform/supervision/Supervisor", "axon",
                    "(Ljava/lang/String;I)Ljava/util/concurrent/ScheduledExecutorService;", false),
            call("io/ordertrail/platform/supervision/Supervisor", "axon",
                    "(Ljava/lang/String;ILjava/time/Duration;)Ljava/util/concurrent/ScheduledExecutorService;", false))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

    private static final Map<Thread, Schedule.Strand> STRANDS = Collections.synchronizedMap(new java.util.WeakHashMap<>());
    private static boolean installed;

    private Redirects() {
    }

    private static Map.Entry<String, String> call(String owner, String name, String descriptor, boolean isStatic) {
        return new SimpleEntry<>(owner + "." + name + descriptor, isStatic ? descriptor : "(L" + owner + ";" + descriptor.substring(1));
    }

    /** For the rest of this JVM's life. */
    static synchronized void install() {
        if (installed) {
            return;
        }
        installed = true;
        Instrumentation instrumentation = instrumentation();
        instrumentation.addTransformer(new ClassFileTransformer() {

            @Override
            public byte[] transform(ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] code) {
                return name != null && isOurs(name) ? redirected(code) : null;
            }
        }, true);
        Class<?>[] loaded = Arrays.stream(instrumentation.getAllLoadedClasses())
                .filter(type -> isOurs(type.getName().replace('.', '/')) && instrumentation.isModifiableClass(type))
                .toArray(Class<?>[]::new);
        try {
            if (loaded.length > 0) {
                instrumentation.retransformClasses(loaded);
            }
        } catch (UnmodifiableClassException e) {
            throw new IllegalStateException(e);
        }
        Clock wall = GenericEventMessage.clock;
        InstantSource time = () -> {
            Schedule.Strand strand = Schedule.strand();
            return strand == null ? wall.instant() : Instant.ofEpochMilli(strand.machine().currentTimeMillis());
        };
        GenericEventMessage.clock = time.withZone(ZoneOffset.UTC);
    }

    /** By its name: the agent's class has annotations that this compiler does not find. */
    private static Instrumentation instrumentation() {
        try {
            return (Instrumentation) Class.forName("net.bytebuddy.agent.ByteBuddyAgent").getMethod("install").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isOurs(String name) {
        return !name.startsWith(HERE) && WHERE.stream().anyMatch(name::startsWith);
    }

    private static byte[] redirected(byte[] code) {
        ClassReader reader = new ClassReader(code);
        ClassWriter writer = new ClassWriter(reader, 0);
        String here = Type.getInternalName(Redirects.class);
        reader.accept(new ClassVisitor(Opcodes.ASM9, writer) {

            @Override
            public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] exceptions) {
                return new MethodVisitor(Opcodes.ASM9, super.visitMethod(access, name, descriptor, signature, exceptions)) {

                    @Override
                    public void visitMethodInsn(int opcode, String owner, String called, String with, boolean isInterface) {
                        String instead = opcode == Opcodes.INVOKESPECIAL ? null : CALLS.get(owner + "." + called + with);
                        String planted = opcode == Opcodes.INVOKESPECIAL ? null : Planted.CALLS.get(owner + "." + called + with);
                        if (instead != null) {
                            super.visitMethodInsn(Opcodes.INVOKESTATIC, here, called, instead, false);
                        } else if (planted != null) {
                            super.visitMethodInsn(Opcodes.INVOKESTATIC, Type.getInternalName(Planted.class), called, planted, false);
                        } else {
                            super.visitMethodInsn(opcode, owner, called, with, isInterface);
                        }
                    }

                    @Override
                    public void visitInvokeDynamicInsn(String made, String with, Handle bootstrap, Object... arguments) {
                        super.visitInvokeDynamicInsn(made, with, bootstrap, Arrays.stream(arguments).map(argument -> {
                            boolean plain = argument instanceof Handle handle && handle.getTag() == Opcodes.H_INVOKESTATIC
                                    && CALLS.containsKey(handle.getOwner() + "." + handle.getName() + handle.getDesc());
                            return plain ? new Handle(Opcodes.H_INVOKESTATIC, here, ((Handle) argument).getName(),
                                    ((Handle) argument).getDesc(), false) : argument;
                        }).toArray());
                    }
                };
            }
        }, 0);
        return writer.toByteArray();
    }

    public static long nanoTime() {
        Schedule.Strand strand = Schedule.strand();
        return strand == null ? System.nanoTime() : Planted.nanos(strand.machine());
    }

    public static long currentTimeMillis() {
        Schedule.Strand strand = Schedule.strand();
        return strand == null ? System.currentTimeMillis() : strand.machine().currentTimeMillis();
    }

    public static void sleep(long millis) throws InterruptedException {
        sleep(Duration.ofMillis(millis));
    }

    public static void sleep(Duration duration) throws InterruptedException {
        Schedule.Strand strand = Schedule.strand();
        if (strand == null) {
            Thread.sleep(duration);
            return;
        }
        if (!strand.isInterrupted()) {
            strand.pass(longer(strand, duration.toNanos()));
        }
        if (strand.interrupted()) {
            throw new InterruptedException();
        }
    }

    /** A loaded machine: short pauses take longer, so that fewer of them fill the same time. */
    private static long longer(Schedule.Strand strand, long nanos) {
        long least = TimeUnit.MILLISECONDS.toNanos(40 + strand.schedule().random().nextInt(200));
        return Math.max(nanos, least);
    }

    public static void parkNanos(long nanos) {
        Schedule.Strand strand = Schedule.strand();
        if (strand == null) {
            LockSupport.parkNanos(nanos);
        } else if (nanos > 0) {
            strand.park(Planted.pause(strand, nanos, longer(strand, nanos)));
        }
    }

    public static void unpark(Thread thread) {
        Schedule.Strand strand = thread == null ? null : STRANDS.get(thread);
        if (strand == null) {
            LockSupport.unpark(thread);
        } else {
            strand.unpark();
        }
    }

    public static boolean interrupted() {
        Schedule.Strand strand = Schedule.strand();
        return strand == null ? Thread.interrupted() : strand.interrupted();
    }

    public static void interrupt(Thread thread) {
        Schedule.Strand strand = thread == Thread.currentThread() ? Schedule.strand() : STRANDS.get(thread);
        if (strand == null) {
            thread.interrupt();
        } else {
            strand.interrupt();
        }
    }

    /** Its work waits for its first turn. */
    public static Thread unstarted(Thread.Builder builder, Runnable work) {
        Schedule.Strand strand = Schedule.strand();
        if (strand == null) {
            return builder.unstarted(work);
        }
        Thread thread = builder.unstarted(work);
        Schedule.Strand its = strand.schedule().prepare(strand.machine(), thread.getName(), work);
        STRANDS.put(thread, its);
        return thread;
    }

    public static void start(Thread thread) {
        Schedule.Strand its = STRANDS.get(thread);
        if (its == null) {
            thread.start();
        } else {
            its.schedule().begin(its, 0);
        }
    }

    public static boolean join(Thread thread, Duration longest) throws InterruptedException {
        Schedule.Strand its = STRANDS.get(thread);
        Schedule.Strand me = Schedule.strand();
        if (its == null || me == null) {
            return thread.join(longest);
        }
        long deadline = me.schedule().now() + longest.toNanos();
        while (!its.ended() && its != me && me.schedule().now() < deadline) {
            me.pass(TimeUnit.MILLISECONDS.toNanos(20));
        }
        return its.ended();
    }

    /** Whoever would wait with a lock in hand is refused instead, as when the server stops, and may ask again. */
    public static long awaitNanos(Condition condition, long nanos) throws InterruptedException {
        if (Schedule.strand() == null) {
            return condition.awaitNanos(nanos);
        }
        throw new InterruptedException();
    }

    public static Object join(CompletableFuture<?> future) {
        Schedule.Strand strand = Schedule.strand();
        while (strand != null && !future.isDone()) {
            strand.pass(TimeUnit.MILLISECONDS.toNanos(20));
        }
        return future.join();
    }

    public static CompletableFuture<?> orTimeout(CompletableFuture<?> future, long longest, TimeUnit unit) {
        Schedule.Strand strand = Schedule.strand();
        if (strand == null) {
            return future.orTimeout(longest, unit);
        }
        strand.schedule().begin(strand.machine(), "time-out", unit.toNanos(longest),
                () -> future.completeExceptionally(new TimeoutException()));
        return future;
    }

    public static Object poll(BlockingQueue<?> queue, long timeout, TimeUnit unit) throws InterruptedException {
        Schedule.Strand strand = Schedule.strand();
        if (strand == null) {
            return queue.poll(timeout, unit);
        }
        Object next = queue.poll();
        if (next == null) {
            strand.pass(unit.toNanos(timeout));
        }
        return next;
    }

    /** What a rebuild does side by side is done one after the other, by the strand that wants it. */
    public static ExecutorService newFixedThreadPool(int threads, ThreadFactory factory) {
        return Schedule.strand() == null ? Executors.newFixedThreadPool(threads, factory) : new AtOnce();
    }

    public static ScheduledExecutorService axon(Supervisor supervisor, String name, int threads) {
        return axon(supervisor, name, threads, Duration.ZERO);
    }

    public static ScheduledExecutorService axon(Supervisor supervisor, String name, int threads, Duration later) {
        Schedule.Strand strand = Schedule.strand();
        return strand == null ? supervisor.axon(name, threads, later) : new InTurn(strand.schedule(), strand.machine(), name);
    }

    private static class AtOnce extends AbstractExecutorService {

        private boolean over;

        @Override
        public void execute(Runnable task) {
            if (over) {
                throw new RejectedExecutionException();
            }
            task.run();
        }

        @Override
        public void shutdown() {
            over = true;
        }

        @Override
        public List<Runnable> shutdownNow() {
            over = true;
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return over;
        }

        @Override
        public boolean isTerminated() {
            return over;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return over;
        }
    }

    /** Axon's tasks, each a strand that begins when its time has come and it is its turn. */
    private static final class InTurn extends AtOnce implements ScheduledExecutorService {

        private final Schedule schedule;
        private final Schedule.Machine machine;
        private final String name;

        InTurn(Schedule schedule, Schedule.Machine machine, String name) {
            this.schedule = schedule;
            this.machine = machine;
            this.name = name;
        }

        @Override
        public void execute(Runnable task) {
            schedule(task, 0, TimeUnit.NANOSECONDS);
        }

        @Override
        public Future<?> submit(Runnable task) {
            return schedule(task, 0, TimeUnit.NANOSECONDS);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            if (!isShutdown()) {
                schedule.begin(machine, name, unit.toNanos(delay) + schedule.random().nextInt(20_000_000), task);
            }
            return null;
        }

        @Override
        public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long first, long period, TimeUnit unit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long first, long delay, TimeUnit unit) {
            throw new UnsupportedOperationException();
        }
    }
}
