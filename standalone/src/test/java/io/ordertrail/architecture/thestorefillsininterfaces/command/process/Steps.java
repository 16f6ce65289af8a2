package io.ordertrail.architecture.thestorefillsininterfaces.command.process;

public class Steps {
}
