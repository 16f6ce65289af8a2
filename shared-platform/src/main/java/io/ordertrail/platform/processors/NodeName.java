package io.ordertrail.platform.processors;

/**
 * What a node calls itself, to operators and before other nodes: it claims segments under this name. {@code ordertrail.node} gives it; else it
 * is process and machine, which tells all nodes apart that are in JVMs of their own.
 */
public final class NodeName {

    /** What a parameter that is to be the name is annotated with. */
    public static final String SETTING = "${ordertrail.node:#{T(java.lang.management.ManagementFactory).getRuntimeMXBean().getName()}}";

    private NodeName() {
    }
}
