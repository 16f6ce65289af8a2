package io.ordertrail.command;

import org.axonframework.commandhandling.CommandMessage;

/** Commands of one lane share threads; those of different lanes never wait for each other's. */
public enum Lane {

    /** What carries on what has been accepted: commands of processes, and of deadlines. */
    PROCESSES,

    /** What clients ask for. */
    REQUESTS;

    /** Under this name the metadata of a command tells its lane, on whichever node it is handled. */
    static final String KEY = "lane";

    /** Commands of a node that knows no lanes are taken for requests. */
    public static Lane of(CommandMessage<?> command) {
        return PROCESSES.name().equals(command.getMetaData().get(KEY)) ? PROCESSES : REQUESTS;
    }
}
