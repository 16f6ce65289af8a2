package io.ordertrail.platform.processors;

import java.lang.management.ManagementFactory;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * What a node calls itself, to operators and before other nodes: what it alone does, it does under this name. {@code ordertrail.node} gives
 * it, else it is process and machine; and something that no other start of any process has, for two containers may both be process 1 of a
 * machine of one name, and who was thought dead may come back beside its successor.
 */
public final class NodeName {

    /** What a parameter that is to be the name is annotated with. */
    public static final String SETTING = "#{T(io.ordertrail.platform.processors.NodeName).of('${ordertrail.node:}')}";

    private static final int BYTES = 4;
    private static final String START = start();

    private NodeName() {
    }

    /** @param given empty for process and machine */
    public static String of(String given) {
        return (given.isBlank() ? ManagementFactory.getRuntimeMXBean().getName() : given) + "." + START;
    }

    private static String start() {
        byte[] start = new byte[BYTES];
        new SecureRandom().nextBytes(start);
        return HexFormat.of().formatHex(start);
    }
}
